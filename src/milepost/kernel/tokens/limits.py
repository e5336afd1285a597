"""How long a token lives at most: a setting of the house."""

from datetime import timedelta

from milepost.kernel.inputs import Whole
from milepost.kernel.settings import SettingKind, declare, value_of

LIFE = declare(
    SettingKind("token-days", Whole(least=1, most=3650, label="Longest life of a token", help="In days; later ones are refused."), 365)
)


def longest() -> timedelta:
    """The longest life a token is given, and what it has when nobody says."""
    return timedelta(days=int(value_of(LIFE.name)))
