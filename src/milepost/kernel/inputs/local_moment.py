"""Moments as a clock on the wall shows them: "on Monday at eight", wherever the wall is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.kernel.inputs.moment import CENTURY, FIRST, LAST
from milepost.values import said

ORIGIN = datetime(1970, 1, 1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class LocalMoment(Input):
    """A day and a time of day without a zone, kept as whole minutes since 1970-01-01 00:00 of the same clock: plans are made in such
    time, and no change of clocks moves them. A day alone begins at midnight, or, of what `ends`, ends at the midnight after it."""

    ends: bool = False

    def read(self, raw: Json) -> int:
        if isinstance(raw, int) and not isinstance(raw, bool):
            return self._checked(raw)
        text = raw.strip() if isinstance(raw, str) and len(raw) < 40 else ""
        try:
            if len(text) <= 10:
                day = date.fromisoformat(text)
                moment = datetime(day.year, day.month, day.day) + (timedelta(days=1) if self.ends else timedelta())
            else:
                moment = datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            told = said("{raw} is no moment of a plan; expected for example 2026-01-31 09:00.", raw=shown(raw))
            raise Unread("not-a-moment", told) from None
        if moment.tzinfo is not None:
            raise Unread(
                "zone", said("{raw} says a time zone; a plan is kept in the time of its own clocks, 2026-01-31 09:00.", raw=shown(raw))
            )
        if moment.second or moment.microsecond:
            raise Unread("too-exact", said("{raw} is no whole minute.", raw=shown(raw)))
        return self._checked((moment - ORIGIN) // MINUTE)

    def _checked(self, minutes: int) -> int:
        least, most = (minutes_of(datetime(day.year, day.month, day.day)) for day in (FIRST, LAST))
        if not least <= minutes <= most:
            raise Unread("out-of-range", said("this moment lies outside the years {year} to {year2}.", year=FIRST.year, year2=LAST.year))
        return minutes

    def write(self, value: int | None) -> Json:
        return None if value is None else moment_of(value).isoformat(timespec="minutes")

    def example(self, number: int = 1) -> Json:
        return (datetime(2026, 1, 5, 9) + timedelta(days=number % CENTURY)).isoformat(timespec="minutes")

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 40, "examples": ["2026-01-31T09:00"]}


def minutes_of(moment: datetime) -> int:
    """Minutes since 1970 of a moment without a zone."""
    return (moment - ORIGIN) // MINUTE


def moment_of(minutes: int) -> datetime:
    """The moment, without a zone."""
    return ORIGIN + minutes * MINUTE
