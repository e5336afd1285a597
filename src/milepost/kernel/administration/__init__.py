"""Accounts, groups, roles and grants: administered like every other record, and nobody gives what they do not hold."""

from milepost.kernel.administration.entities import ACCOUNT, GRANT, GROUP, MEMBERSHIP, ROLE
from milepost.kernel.administration.operations import close, reopen
from milepost.kernel.administration.password import check_strength, set_password
from milepost.kernel.administration.permissions import known_permissions

__all__ = ["ACCOUNT", "GRANT", "GROUP", "MEMBERSHIP", "ROLE", "check_strength", "close", "known_permissions", "reopen", "set_password"]
