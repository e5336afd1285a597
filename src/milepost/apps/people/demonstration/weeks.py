"""When people work: patterns, allowances of leave, and where they are on days on which it is not their usual place."""

from datetime import date, timedelta

from milepost.demonstration.cast import Member
from milepost.demonstration.script import HOUSE, Named, Script

DAY, SHORT = "09:00-12:45, 13:30-17:15", "09:00-12:45"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE = "rosa"
TRAINED = 60
"""So many of the first have days for training of their own."""


def write(script: Script) -> None:
    """Patterns and allowances by the resource manager on the first days."""
    for number, one in enumerate(script.cast):
        _pattern(script, number, one)
    for year in range(script.start.year, script.day.year + 2):
        _allowances(script, year)
    _whereabouts(script)


def _pattern(script: Script, number: int, one: Member) -> None:
    """Whole weeks; one in eight has four days, one in nine short Fridays. One who changed has two patterns."""
    days = dict.fromkeys(DAYS, DAY)
    if number % 8 == 5:
        days["friday"] = ""
    elif number % 9 == 6:
        days["friday"] = SHORT
    at = script.at(script.start + timedelta(days=1), 9)
    given = {day: hours for day, hours in days.items() if hours}
    script.make(at, HOUSE, "working-pattern", one.handle, person=Named("person", one.handle), valid_from=date(2015, 1, 5), **given)
    if one.handle == "grace":
        begins = script.day - timedelta(days=script.day.weekday() + 84)
        four = {day: DAY for day in DAYS if day != "wednesday"}
        at = script.at(begins - timedelta(days=20), 10)
        script.make(at, OFFICE, "working-pattern", "grace later", person=Named("person", "grace"), valid_from=begins, **four)


def _allowances(script: Script, year: int) -> None:
    """Given in the December before; those of the first year on the first days."""
    at = script.at(max(script.start + timedelta(days=1), date(year - 1, 12, 7)), 9.5)
    if at > script.at(script.day, 0):
        return
    for number, one in enumerate(script.cast):
        days = 20 if one.country == "US" else 25 + number % 3
        span = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
        theirs = Named("person", one.handle)
        script.make(at, OFFICE, "leave-allowance", f"{one.handle} {year}", person=theirs, half_days=str(days), **span)
        if number < TRAINED:
            script.make(
                at, OFFICE, "leave-allowance", f"{one.handle} {year} training", person=theirs, kind="training", half_days="10", **span
            )


def _whereabouts(script: Script) -> None:
    """The weeks about today: at a client's, at home, on the way."""
    monday = script.day - timedelta(days=script.day.weekday())
    for handle, week, first, last, place, site in (
        ("tom", 0, 1, 2, "site", "library"),
        ("leila", 0, 1, 3, "site", "library"),
        ("marcus", 0, 0, 0, "home", ""),
        ("grace", 1, 0, 1, "site", "plant"),
        ("priya", 0, 3, 3, "site", "townhall"),
        ("lukasz", -1, 0, 4, "home", ""),
        ("yael", 1, 1, 3, "site", "campus"),
        ("anne", 0, 4, 4, "travelling", ""),
        ("daniel", 1, 0, 4, "site", "campus"),
    ):
        begins, ends = (monday + timedelta(days=7 * week + day) for day in (first, last))
        given = {"site": Named("site", site), "overnight": site == "campus"} if site else {}
        at = script.at(monday - timedelta(days=5), 9 + len(handle) / 4)
        script.make(
            at, handle, "whereabouts", handle, person=Named("person", handle), first_day=begins, last_day=ends, place=place, **given
        )
