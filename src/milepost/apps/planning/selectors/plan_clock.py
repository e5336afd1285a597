"""What time it is on the clocks of plans."""

from datetime import datetime
from zoneinfo import ZoneInfo

from milepost.kernel.clock import now
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.settings import value_of


def plan_now() -> int:
    """Now, in minutes of the plan's clock: that of the house's time zone."""
    here = now().astimezone(ZoneInfo(value_of("zone")))
    return minutes_of(datetime(here.year, here.month, here.day, here.hour, here.minute))
