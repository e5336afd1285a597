"""Days on which nothing may be changed at a client: payroll, year end, examinations."""

from datetime import date, timedelta

from milepost.demonstration.script import Named, Script

PRIYA = "priya"


def write(script: Script) -> None:
    """The end of each month about today, and what comes next."""
    at = script.at(script.day - timedelta(days=80), 9.5)
    for ahead in (0, 1, 2):
        last = _month_end(script.day, ahead)
        given = {"name": "Payroll and month end", "first_day": last - timedelta(days=1), "last_day": last}
        script.make(at, PRIYA, "change-freeze", f"harbour {ahead}", organisation=Named("organisation", "harbour"), **given)
    year = script.day.year
    christmas = {"name": "Christmas business", "first_day": date(year, 12, 14), "last_day": date(year + 1, 1, 2)}
    script.make(at, PRIYA, "change-freeze", "brackwell", organisation=Named("organisation", "brackwell"), **christmas)
    exams = {"name": "Examinations", "first_day": script.day + timedelta(days=40), "last_day": script.day + timedelta(days=47)}
    script.make(at, PRIYA, "change-freeze", "eastmoor", organisation=Named("organisation", "eastmoor"), **exams)


def _month_end(day: date, ahead: int) -> date:
    months = day.year * 12 + day.month + ahead
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
