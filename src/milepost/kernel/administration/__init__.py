"""Accounts, groups, roles and grants: administered like every other record, and nobody gives what they do not hold."""

from milepost.kernel.administration.entities import ACCOUNT, GRANT, GROUP, MEMBERSHIP, ROLE
from milepost.kernel.administration.operations import close, reopen
from milepost.kernel.administration.password import check_strength, set_password
from milepost.kernel.administration.permissions import known_permissions
from milepost.kernel.administration.standard import make_everybody, make_standard_roles, standard_roles

__all__ = [
    "ACCOUNT",
    "GRANT",
    "GROUP",
    "MEMBERSHIP",
    "ROLE",
    "check_strength",
    "close",
    "known_permissions",
    "make_everybody",
    "make_standard_roles",
    "reopen",
    "set_password",
    "standard_roles",
]
