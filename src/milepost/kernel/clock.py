"""The only source of now: in tests it stands still, or jumps."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """This moment in UTC, with its zone."""
    return _held.get() or datetime.now(UTC)


def today(zone: str) -> date:
    """The date it is now in a time zone such as "Europe/London"."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within it the clock stands at a moment, which must know its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    token = _held.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)
