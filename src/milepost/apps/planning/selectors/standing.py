"""Days and shares of how a project stands by its plan."""

from datetime import date, datetime, timedelta

from milepost.kernel.inputs.local_moment import minutes_of, moment_of

DAY = timedelta(days=1)


def day_of(finish: int) -> date:
    """The day on which something ends; what ends at midnight ended on the day before."""
    return (moment_of(finish) - timedelta(minutes=1)).date()


def end_of(day: date) -> int:
    """The midnight after it."""
    return minutes_of(datetime(day.year, day.month, day.day) + DAY)


def share_by(curve: list[list[int]], moment: int) -> int:
    """The share of samples that finished by a moment, of a curve of [moment, share] in order."""
    return max((share for at, share in curve if at <= moment), default=0)
