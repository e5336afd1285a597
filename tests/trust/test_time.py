"""Moments and days in twenty-four time zones: at both changes of the clock, on leap days, at the end of years, in weeks numbered 53."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from milepost.kernel.clock import now, standing_at, today
from milepost.kernel.inputs import Day, Instant

# Every whole offset that people live at, the halves and quarters, both hemispheres' summers, a summer of half an hour, a date line that
# moved, and no summer at all.
ZONES = (
    "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Chatham", "Pacific/Auckland", "Australia/Lord_Howe", "Australia/Sydney",
    "Australia/Adelaide", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Riyadh", "Africa/Cairo", "Europe/Athens",
    "Europe/Berlin", "Europe/London", "UTC", "Atlantic/Azores", "America/St_Johns", "America/New_York", "America/Santiago",
    "America/Los_Angeles", "Pacific/Marquesas", "Pacific/Pago_Pago",
)  # fmt: skip
YEARS = (2024, 2025, 2026, 2028)
LEAP_DAYS = (date(2000, 2, 29), date(2024, 2, 29), date(2028, 2, 29))
NO_LEAP_DAYS = ("1900-02-29", "2100-02-29", "2026-02-29")
WEEKS_53 = (2004, 2009, 2015, 2020, 2026, 2032)
HOUR = timedelta(hours=1)
EVERY_ZONE = pytest.mark.parametrize("zone", ZONES)


@cache
def changes(zone: str, year: int) -> list[datetime]:
    """The first moments in UTC after which the zone's clock shows another offset."""
    there, found = ZoneInfo(zone), []
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(367)]
    for before, after in pairwise(days):
        if before.astimezone(there).utcoffset() != after.astimezone(there).utcoffset():
            low, high = before, after
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                same = middle.astimezone(there).utcoffset() == before.astimezone(there).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high)
    return found


def around(moment: datetime) -> list[datetime]:
    """Moments on both sides of it."""
    return [moment + step for step in (-HOUR, -timedelta(seconds=1), timedelta(0), timedelta(seconds=1), timedelta(minutes=30), HOUR)]


def told(zone: str) -> list[datetime]:
    """Every moment that is looked at: around changes of the clock, and around midnights there that begin a special day."""
    there = ZoneInfo(zone)
    days = [date(year, *rest) for year in YEARS for rest in ((1, 1), (12, 31))]
    days += [one + timedelta(days=step) for one in LEAP_DAYS for step in (0, 1)]
    days += [date.fromisocalendar(year, 53, 1) + timedelta(days=step) for year in WEEKS_53 for step in (0, 7)]
    moments = [one for year in YEARS for one in changes(zone, year)]
    moments += [datetime(one.year, one.month, one.day, tzinfo=there).astimezone(UTC) for one in days]
    return [one for moment in moments for one in around(moment)]


def test_the_zones_are_twenty_four_and_most_change_their_clocks_twice_a_year() -> None:
    assert len(set(ZONES)) == 24
    counted = {zone: len(changes(zone, 2026)) for zone in ZONES}
    assert set(counted.values()) == {0, 2} and sum(count == 2 for count in counted.values()) >= 12, counted


@EVERY_ZONE
def test_today_is_the_date_that_clocks_show_there(zone: str) -> None:
    """Beside the offset that Python tells: a day is over when the next begins, and none is missed or comes twice."""
    for moment in told(zone):
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
        assert offset is not None
        with standing_at(moment):
            assert today(zone) == (moment + offset).date()
            assert now() == moment and now().utcoffset() == timedelta(0)


@EVERY_ZONE
def test_days_follow_each_other_through_a_year(zone: str) -> None:
    start = datetime(2024, 1, 1, 0, 30, tzinfo=UTC)
    seen = []
    for number in range(367 * 4):
        with standing_at(start + timedelta(hours=6 * number)):
            seen.append(today(zone))
    assert {(after - before).days for before, after in pairwise(seen)} == {0, 1}


@EVERY_ZONE
def test_a_moment_told_in_any_zone_is_kept_in_utc_and_stays_the_same_moment(zone: str) -> None:
    kind, there = Instant(), ZoneInfo(zone)
    for moment in told(zone):
        kept = kind.read(moment.astimezone(there).isoformat())
        assert kept == moment and kept.tzinfo is UTC
        written = kind.write(kept)
        assert isinstance(written, str) and written.endswith("Z") and kind.read(written) == moment


@EVERY_ZONE
def test_the_hour_that_comes_twice_is_two_hours_and_their_order_is_kept(zone: str) -> None:
    kind, there = Instant(), ZoneInfo(zone)
    for year in YEARS:
        for change in changes(zone, year):
            before, after = change - timedelta(minutes=15), change + timedelta(minutes=15)
            read = [kind.read(one.astimezone(there).isoformat()) for one in (before, after)]
            assert read[1] - read[0] == timedelta(minutes=30)


@pytest.mark.parametrize("offset", ["+14:00", "+05:45", "+00:00", "-03:30", "-12:00"])
def test_a_day_is_a_day_whatever_the_offset_of_who_names_it(offset: str) -> None:
    """A day has no zone: a moment is not taken for one, nor a day for a moment."""
    kind = Day()
    for year in YEARS:
        for day in (date(year, 1, 1), date(year, 12, 31)):
            assert kind.read(day.isoformat()) == day and kind.write(day) == day.isoformat()
            with pytest.raises(ValueError):
                kind.read(f"{day}T00:00:00{offset}")
            with pytest.raises(ValueError):
                Instant().read(day.isoformat())


@pytest.mark.parametrize("day", LEAP_DAYS)
def test_leap_days_are_days(day: date) -> None:
    assert Day().read(day.isoformat()) == day


@pytest.mark.parametrize("text", NO_LEAP_DAYS)
def test_the_twenty_ninth_of_february_of_other_years_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Day().read(text)
    with pytest.raises(ValueError):
        Instant().read(f"{text}T12:00:00Z")


@pytest.mark.parametrize("year", WEEKS_53)
def test_days_of_week_53_are_read_as_their_calendar_days(year: int) -> None:
    """Written by calendar or by week it is the same day, though it may lie in the next year."""
    for weekday in range(1, 8):
        day = date.fromisocalendar(year, 53, weekday)
        assert Day().read(f"{year}-W53-{weekday}") == Day().read(day.isoformat()) == day
