"""Days and moments."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said

CENTURY = 36_524
"""Days within which examples stay, however many there are."""

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Day(Input):
    """A day in ISO 8601 form, 2026-01-31: 03/04 is two days, depending on whom one asks."""

    def read(self, raw: Json) -> date:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            found = raw
        else:
            try:
                found = date.fromisoformat(raw.strip() if isinstance(raw, str) and len(raw) < 40 else "")
            except ValueError:
                raise Unread("not-a-day", said("{raw} is no day; expected for example 2026-01-31.", raw=shown(raw))) from None
        if not FIRST <= found <= LAST:
            raise Unread(
                "out-of-range", said("{found} lies outside the years {year} to {year2}.", found=found, year=FIRST.year, year2=LAST.year)
            )
        return found

    def write(self, value: date | None) -> Json:
        return None if value is None else value.isoformat()

    def example(self, number: int = 1) -> Json:
        return (date(2026, 1, 5) + timedelta(days=number % CENTURY)).isoformat()

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, kw_only=True)
class Instant(Input):
    """A moment with its offset from UTC, 2026-01-31T09:00:00+01:00; kept in UTC."""

    def read(self, raw: Json) -> datetime:
        text = raw.strip() if isinstance(raw, str) and len(raw) < 60 else ""
        try:
            found = raw if isinstance(raw, datetime) else datetime.fromisoformat(text)
        except ValueError:
            raise Unread("not-a-moment", said("{raw} is no moment; expected for example 2026-01-31T09:00:00Z.", raw=shown(raw))) from None
        if found.tzinfo is None:
            raise Unread("no-zone", said("{raw} does not say its time zone; add Z for UTC, or an offset such as +01:00.", raw=shown(raw)))
        if not FIRST <= found.date() <= LAST:
            raise Unread(
                "out-of-range", said("{raw} lies outside the years {year} to {year2}.", raw=shown(raw), year=FIRST.year, year2=LAST.year)
            )
        return found.astimezone(UTC)

    def write(self, value: datetime | None) -> Json:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def example(self, number: int = 1) -> Json:
        return self.write(datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=number % CENTURY))

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date-time"}
