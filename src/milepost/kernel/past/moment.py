"""The moment that a text means: a moment with its offset, a moment of the reader's clock, or a day, which means its end."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from milepost.kernel.clock import today
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, Instant, Unread
from milepost.values import said

EXPECTED = said("expected a day, 2026-01-31, or a moment, 2026-01-31T09:00:00Z.")


def moment_from(text: str, *, zone: str, field: str = "at") -> datetime:
    """The moment in UTC. A moment of tomorrow is refused: of what will be nobody knows. Raises Invalid, at the field."""
    try:
        found = _read(text.strip(), ZoneInfo(zone))
    except (Unread, ValueError):
        raise Invalid(
            {field: [Fault("not-a-moment", said("'{text}' is no day and no moment; {expected}", text=text[:40], expected=EXPECTED))]}
        ) from None
    if found > _end_of(today(zone), ZoneInfo(zone)):
        raise Invalid({field: [Fault("to-come", said("that is still to come; how it will be nobody knows."))]})
    return found


def _read(text: str, zone: ZoneInfo) -> datetime:
    """Raises Unread or ValueError."""
    if len(text) <= len("2026-01-31"):
        return _end_of(Day().read(text), zone)
    found = datetime.fromisoformat(text if len(text) < 60 else "")
    return Instant().read(found if found.tzinfo is not None else found.replace(tzinfo=zone))


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """Its last moment there."""
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return following.astimezone(UTC) - timedelta(microseconds=1)
