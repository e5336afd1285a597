"""How long notices stay, and how far back anybody is told of anything."""

from datetime import timedelta

from milepost.kernel.inputs import Whole
from milepost.kernel.settings import SettingKind, declare, value_of

STAY = declare(
    SettingKind("notice-days", Whole(least=1, most=3650, label="How long notices stay", help="In days, once they were read."), 60)
)
LATE = timedelta(days=30)
"""What was done longer ago than this is told to nobody: a house that was filled with its past has no news of it."""
DIGESTS = timedelta(days=60)
"""That a mail went out on a day is known so long."""


def notice_stay() -> timedelta:
    """How long a notice stays that was read."""
    return timedelta(days=int(value_of(STAY.name)))
