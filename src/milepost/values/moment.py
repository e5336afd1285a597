"""Plan time: a moment is an int, whole seconds since 1970-01-01 00:00 of the plan's own local time; a span is an int of seconds.

Plans have no time zone (MSPDI writes none): a zone belongs to the edge that shows or stores the moment.
Seconds, because MS Project keeps tenths of a minute and its files carry times such as 16:53:18.
"""

from datetime import date, datetime, timedelta

from milepost.values.sentence import Said, said

MINUTE = 60
HOUR = 3600
DAY = 86400
_EPOCH = datetime(1970, 1, 1)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def to_moment(when: datetime | date) -> int:
    """Seconds since 1970-01-01 00:00 of a naive datetime (or of the start of a date). Raises ValueError for an aware one."""
    if isinstance(when, datetime):
        if when.tzinfo is not None:
            raise ValueError(f"{when!r} has a time zone; plan time is local and has none")
        delta = when - _EPOCH
        return delta.days * DAY + delta.seconds
    return (when.toordinal() - _EPOCH_ORDINAL) * DAY


def to_datetime(moment: int) -> datetime:
    """The naive datetime of a moment. Raises OverflowError outside the years 1 to 9999."""
    return _EPOCH + timedelta(seconds=moment)


def read_moment(text: str) -> int:
    """A moment from ISO 8601 local text: "2026-01-05", "2026-01-05T08:00", "2026-01-05T08:00:00". Raises ValueError."""
    return to_moment(datetime.fromisoformat(text.strip()))


def moment_text(moment: int) -> str:
    """ISO 8601 local text with seconds, the way MSPDI writes it: "2026-01-05T08:00:00"."""
    return to_datetime(moment).isoformat(timespec="seconds")


def span_text(seconds: int, *, hours_per_day: float = 8.0) -> Said:
    """A working span for people: "3 d", "1.5 d", "2 h", "-1 d". Days while they stay readable, otherwise hours or minutes."""
    day = round(hours_per_day * HOUR)
    if day > 0 and (seconds % (day // 4) == 0 if day >= 4 else False):
        return said("{days:g} d", days=seconds / day)
    if seconds % 360 == 0:
        return said("{hours:g} h", hours=seconds / HOUR)
    return said("{minutes:.4g} min", minutes=seconds / MINUTE)
