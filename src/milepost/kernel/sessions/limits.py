"""How long a log-in lasts, and who needs a second factor: settings of the house."""

from dataclasses import dataclass

from django.db.models import Q

from milepost.kernel.inputs import Text, Whole
from milepost.kernel.models import Role
from milepost.kernel.settings import SettingKind, declare, value_of

EVERYBODY = "*"
IDLE = declare(
    SettingKind(
        "session-idle-minutes",
        Whole(least=5, most=43_200, label="Log-in ends when idle", help="In minutes without a page asked for."),
        720,
    )
)
LONGEST = declare(
    SettingKind("session-hours", Whole(least=1, most=720, label="Longest log-in", help="In hours, whatever was done since."), 168)
)
FACTOR = declare(
    SettingKind(
        "second-factor-roles",
        Text(most=1000, required=False, label="Roles that need a second factor", help="Names of roles with commas; * for everybody."),
        "",
    )
)


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds: without a page asked for, and in all."""

    idle: int
    longest: int


def limits() -> Limits:
    """What the house allows now."""
    return Limits(int(value_of(IDLE.name)) * 60, int(value_of(LONGEST.name)) * 3600)


def needs_second_factor(account: int) -> bool:
    """Whether the account holds a role that the house wants one for, itself or by a group."""
    names = {name.strip().casefold() for name in str(value_of(FACTOR.name) or "").split(",")} - {""}
    if not names or EVERYBODY in names:
        return bool(names)
    held = Role.objects.filter(Q(grants__account=account) | Q(grants__group__memberships__account=account))
    return any(name.casefold() in names for name in held.values_list("name", flat=True))
