"""How an overload is told in a table: how much of a person is booked, how much too much, on what."""

from milepost.cli.plan.findings import percent, share_percent
from milepost.cli.plan.wording import listed
from milepost.engine.load import Overload


def booked(overload: Overload) -> str:
    """The load against what there is: "160 %"; where single hours are the trouble, the share asked at the worst of them."""
    if overload.capacity <= 0:
        return "no time"
    if overload.load > overload.capacity:
        return percent(overload.load, overload.capacity)
    return share_percent(overload.peak) if overload.peak else percent(overload.load, overload.capacity)


def excess(overload: Overload) -> str:
    """Hours beyond what there is; for a clash inside a day that it is one."""
    return f"{overload.excess / 3600:,.1f} h".replace(".0 h", " h") if overload.excess else "same hour"


def tasks_of(overload: Overload, *, most: int = 3) -> str:
    """The tasks that ask for time on those days."""
    names = list(dict.fromkeys(name for _, _, name in overload.tasks))
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"
