"""The calendars of a sheet's plan: the standard one, round the clock, and those of the sheets "Calendars" and "Holidays"."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.engine.model import Calendar, CalendarException, every_day, weekdays
from milepost.exchange.grid import DateColumn, Findings, Row, Sheet, Table, find_table, shifts_value
from milepost.exchange.grid.findings import said_by
from milepost.exchange.people.document import DAYS
from milepost.exchange.people.names import name_key
from milepost.exchange.tabular.settings import PlanFacts
from milepost.values import DAY, begun, said, to_moment

_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDARS = {"name": "name", "calendar": "name", "base": "base", "based on": "base", "working hours": "hours", "hours": "hours"}
_CALENDARS |= {name: short for short, long in zip(DAYS, _LONG, strict=True) for name in (short, long)}
_HOLIDAYS = {
    "calendar": "calendar",
    "date": "from",
    "from": "from",
    "first day": "from",
    "start": "from",
    "to": "to",
    "until": "to",
    "last day": "to",
    "finish": "to",
    "name": "name",
    "holiday": "name",
    "reason": "name",
    "hours": "hours",
    "working hours": "hours",
}


class Calendars:
    """Calendars by name while a sheet is read; ids are the names in lower case."""

    def __init__(self, facts: PlanFacts) -> None:
        week = weekdays(*facts.shifts) if facts.shifts else weekdays()
        if facts.workdays is not None:
            shifts = week[0]
            week = tuple(shifts if day in facts.workdays else () for day in range(7))
        self.plan_calendar = "standard"
        self.all = {
            "standard": Calendar("standard", "Standard", week),
            "24 hours": Calendar("24 hours", "24 Hours", every_day()),
        }

    def named(self, name: str) -> str | None:
        """Id of a calendar by name, None when there is none."""
        key = name_key(name)
        return key if key in self.all else None

    def known(self) -> str:
        """The names, for a message."""
        return ", ".join(f"'{calendar.name}'" for calendar in self.all.values())

    def used(self, ids: Sequence[str]) -> tuple[Calendar, ...]:
        """The plan's calendar, those named in `ids` and everything they are based on, in the order defined."""
        wanted: set[str] = set()
        open_ids = [self.plan_calendar, *ids]
        while open_ids:
            key = open_ids.pop()
            if key not in wanted:
                wanted.add(key)
                if base := self.all[key].base:
                    open_ids.append(base)
        return tuple(calendar for key, calendar in self.all.items() if key in wanted or key not in ("standard", "24 hours"))

    def add_holidays(self, calendar: str, holidays: Sequence[CalendarException]) -> None:
        """Days off for one calendar."""
        self.all[calendar] = replace(self.all[calendar], exceptions=(*self.all[calendar].exceptions, *holidays))

    def read_sheet(self, sheet: Sheet, *, findings: Findings) -> None:
        """The sheet "Calendars": a row per calendar with its name, base and hours."""
        table = find_table(sheet, synonyms=_CALENDARS, needed="name", findings=findings)
        if table is None:
            if any(not row.empty for row in sheet.rows):
                findings.error(
                    "heading-missing",
                    sheet.place(),
                    said("No heading row with a column 'Calendar' was found."),
                    said("Add one: Calendar, Based on, Mon ... Sun."),
                )
            return
        bases: list[tuple[Row, str, str]] = []
        for row in table.rows:
            name = " ".join(table.text(row, "name").split())
            key = name_key(name)
            if not name or (key in self.all and key not in ("standard", "24 hours")):
                message = said("The calendar '{name}' is defined twice.", name=name) if name else said("The row has no name.")
                findings.error("calendar-row", table.place(row, "name"), message, said("Give each calendar one row and a name."))
                continue
            base = table.text(row, "base")
            week = _week(table, row, findings, inherits=bool(base))
            self.all[key] = Calendar(key, name, week)
            if base:
                bases.append((row, key, base))
        for row, key, base in bases:
            self._base(table, row, key, base, findings)

    def _base(self, table: Table, row: Row, key: str, base: str, findings: Findings) -> None:
        other = self.named(base)
        seen = {key}
        step = other
        while step is not None and step not in seen:
            seen.add(step)
            step = self.all[step].base
        if other is None:
            findings.error(
                "calendar-unknown",
                table.place(row, "base"),
                said("There is no calendar '{base}'.", base=base),
                said("Known ones: {known}.", known=self.known()),
            )
        elif step is not None:
            findings.error(
                "calendar-circle",
                table.place(row, "base"),
                said("The calendar is based on itself through '{base}'.", base=base),
                said("Name another base."),
            )
        else:
            self.all[key] = replace(self.all[key], base=other)

    def read_holidays(self, sheet: Sheet, *, order: str | None, findings: Findings) -> None:
        """The sheet "Holidays": from, to, name, and the calendar they belong to (the plan's when empty); "hours" for a short day."""
        table = find_table(sheet, synonyms=_HOLIDAYS, needed="from", findings=findings)
        if table is None:
            if any(not row.empty for row in sheet.rows):
                findings.error(
                    "heading-missing",
                    sheet.place(),
                    said("No heading row with a column 'From' was found."),
                    said("Add one: From, To, Name, Calendar."),
                )
            return
        dates = {key: DateColumn(order) for key in ("from", "to")}
        for key, column in dates.items():
            if key in table.columns:
                cells = [(row.number, cell) for row, cell in table.column(key)]
                column.learn(cells, sheet=sheet, column=table.columns[key].title, findings=findings)
        for row in table.rows:
            self._holiday(table, row, dates, findings)

    def _holiday(self, table: Table, row: Row, dates: dict[str, DateColumn], findings: Findings) -> None:
        name = table.text(row, "calendar")
        calendar = self.named(name) if name else self.plan_calendar
        if calendar is None:
            findings.error(
                "calendar-unknown",
                table.place(row, "calendar"),
                said("There is no calendar '{name}'.", name=name),
                said("Known ones: {known}.", known=self.known()),
            )
            return
        key = "from"
        try:
            first = dates["from"].read(table.cell(row, "from"))
            if first is None:
                raise ValueError(said("the first day is missing"))
            key = "to"
            last = dates["to"].read(table.cell(row, "to")) or first
            if last.day < first.day:
                raise ValueError(said("it ends before it begins"))
            key = "hours"
            shifts = shifts_value(table.text(row, "hours"))
        except ValueError as error:
            findings.error("holiday-row", table.place(row, key), begun(said_by(error)) + ".", said("Correct the cell."))
            return
        days = to_moment(first.day) // DAY, to_moment(last.day) // DAY
        self.add_holidays(calendar, [CalendarException(*days, shifts, table.text(row, "name"))])


def _week(table: Table, row: Row, findings: Findings, *, inherits: bool) -> tuple[tuple[tuple[int, int], ...] | None, ...]:
    """Hours per weekday; an empty day inherits from the base, or is a day off without one."""

    def hours(key: str) -> tuple[tuple[int, int], ...] | None:
        text = table.text(row, key)
        try:
            return shifts_value(text) if text else None
        except ValueError as error:
            findings.error(
                "calendar-row",
                table.place(row, key),
                begun(said_by(error)) + ".",
                said("Write hours as 09:00-12:30, 13:30-17:30."),
            )
            return None

    common = hours("hours")
    week = []
    for index, day in enumerate(DAYS):
        own = hours(day)
        week.append(own if own is not None else common if common is not None and index < 5 else None if inherits else ())
    if not inherits and not any(week):
        findings.error(
            "calendar-row",
            table.place(row, "name"),
            said("The calendar has no working hours and no base."),
            said("Give hours, or the name of a base calendar."),
        )
    return tuple(week)
