"""People in a table: one person per row, for CSV, a workbook, or the sheet "People" of a plan; MS Project's resource sheet fits too."""

import re
from decimal import Decimal

from milepost.engine.model import Accrual, CalendarException, Rate, RateUnit, Resource, ResourceKind, Skill
from milepost.exchange.grid import (
    DateColumn,
    Findings,
    Numbers,
    Row,
    Sheet,
    Table,
    find_table,
    heading_key,
    read_csv_sheet,
    shifts_value,
    yes_no,
)
from milepost.exchange.grid.findings import said_by
from milepost.exchange.people.document import DAYS
from milepost.exchange.people.person import Person, Week
from milepost.values import DAY, FULL_SHARE, begun, said, to_moment

_NAMES = {
    "name": "name, resource name, person, full name",
    "email": "email, e mail, email address, e mail address",
    "aliases": "aliases, alias, also known as",
    "initials": "initials",
    "code": "code",
    "group": "group, team, department",
    "generic": "generic, placeholder",
    "kind": "type, kind",
    "label": "material label, material",
    "units": "units, max units, max",
    "skills": "skills, skill",
    "calendar": "calendar, base calendar",
    "hours": "working hours, hours",
    "holidays": "holidays, holiday calendar",
    "leave": "leave, absence, holiday leave",
    "standard": "standard rate, std rate, rate",
    "overtime": "overtime rate, ovt rate",
    "per": "per, rate per",
    "per_use": "cost use, cost per use, per use",
    "currency": "currency",
    "accrue": "accrue at, accrue",
    "notes": "notes, note",
}
SYNONYMS = {heading.strip(): key for key, headings in _NAMES.items() for heading in headings.split(",")}
_LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SYNONYMS |= {name: short for short, long in zip(DAYS, _LONG_DAYS, strict=True) for name in (short, long)}
_PER = {
    "m": RateUnit.MINUTE,
    "min": RateUnit.MINUTE,
    "minute": RateUnit.MINUTE,
    "h": RateUnit.HOUR,
    "hr": RateUnit.HOUR,
    "hour": RateUnit.HOUR,
    "d": RateUnit.DAY,
    "day": RateUnit.DAY,
    "wk": RateUnit.WEEK,
    "week": RateUnit.WEEK,
    "mon": RateUnit.MONTH,
    "mo": RateUnit.MONTH,
    "month": RateUnit.MONTH,
    "y": RateUnit.YEAR,
    "yr": RateUnit.YEAR,
    "year": RateUnit.YEAR,
}


def read_people_csv(data: bytes, *, name: str, findings: Findings, order: str | None = None) -> list[Person]:
    """People of a CSV file. Raises Unreadable when it is no CSV; other errors go to `findings`."""
    sheet = read_csv_sheet(data, name=name, score=lambda cells: sum(heading_key(cell) in SYNONYMS for cell in cells), findings=findings)
    return read_people_sheet(sheet, findings=findings, order=order)


def read_people_sheet(sheet: Sheet, *, findings: Findings, order: str | None = None) -> list[Person]:
    """People of a sheet; every error goes to `findings`. `order` is the date order of leave when dates are like 03/04/2026."""
    table = find_table(sheet, synonyms=SYNONYMS, needed="name", findings=findings)
    if table is None:
        findings.error(
            "heading-missing",
            sheet.place(),
            said("No heading row with a column 'Name' was found."),
            said("Add a heading row: Name, Email, Units ..."),
        )
        return []
    if table.others:
        titles = ", ".join(f"'{heading.title}'" for heading in table.others)
        findings.note(
            "column-unknown", sheet.place(), said("Columns that mean nothing in a people file were left aside: {titles}.", titles=titles)
        )
    reader = _Reader(table, findings, order)
    persons: list[Person] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        if not table.text(row, "name"):
            findings.error(
                "people-missing", table.place(row, "name"), said("The row has no name."), said("Give the person's name, or empty the row.")
            )
            continue
        person = reader.person(row, len(persons) + 1)
        key = f"{person.resource.name.casefold()}|{person.resource.email.casefold()}"
        if key in seen:
            findings.error(
                "person-twice",
                table.place(row, "name"),
                said("'{name}' already stands in row {seen}.", name=person.resource.name, seen=seen[key]),
                said("Keep one of the rows."),
            )
        seen.setdefault(key, row.number)
        persons.append(person)
    return persons


class _Reader:
    """Reads rows of one table; every wrong cell is reported and its field left as if it were empty."""

    def __init__(self, table: Table, findings: Findings, order: str | None) -> None:
        self.table = table
        self.findings = findings
        self.numbers = Numbers(table.sheet.decimal)
        self.dates = DateColumn(order)

    def person(self, row: Row, number: int) -> Person:
        text = {key: " ".join(self.table.text(row, key).split()) for key in _NAMES}
        kind = self._kind(row, text["kind"])
        rate, currency = self._rate(row, text, RateUnit.MATERIAL if kind is ResourceKind.MATERIAL else RateUnit.HOUR)
        resource = Resource(
            f"person-{number}",
            text["name"],
            kind=kind,
            email=text["email"],
            initials=text["initials"],
            code=text["code"],
            group=text["group"],
            material_label=text["label"],
            generic=self._generic(row),
            max_units=self._units(row),
            rates=(rate,) if rate else (),
            skills=self._skills(row, text["skills"]),
            notes=self.table.text(row, "notes"),
            accrue_at=self._accrual(row, text["accrue"]),
        )
        given = {key for key in ("email", "initials", "code", "group", "generic", "units", "skills", "notes") if text[key]}
        given |= {field for key, field in (("label", "material_label"), ("accrue", "accrue_at")) if text[key]}
        given |= {"rates"} if rate else set()
        return Person(
            resource,
            self.table.sheet.place(row.number),
            aliases=_pieces(self.table.text(row, "aliases")),
            calendar=text["calendar"],
            holidays=_pieces(text["holidays"]),
            week=self._week(row),
            leave=self._leave(row),
            currencies=(currency,) if rate else (),
            given=frozenset(given),
        )

    def _wrong(self, row: Row, field: str, message: str, remedy: str = "Correct the cell.") -> None:
        self.findings.error("people-value", self.table.place(row, field), begun(message) + ".", remedy)

    def _generic(self, row: Row) -> bool:
        try:
            return yes_no(self.table.cell(row, "generic"))
        except ValueError as error:
            self._wrong(row, "generic", said_by(error))
            return False

    def _kind(self, row: Row, text: str) -> ResourceKind:
        try:
            return ResourceKind(text.casefold()) if text else ResourceKind.WORK
        except ValueError:
            self._wrong(row, "kind", said("'{text}' is no kind of resource; expected work, material or cost", text=text))
            return ResourceKind.WORK

    def _accrual(self, row: Row, text: str) -> Accrual:
        try:
            return Accrual(text.casefold()) if text else Accrual.PRORATED
        except ValueError:
            self._wrong(row, "accrue", said("'{text}' is no accrual; expected start, end or prorated", text=text))
            return Accrual.PRORATED

    def _units(self, row: Row) -> int:
        text = self.table.text(row, "units")
        if not text:
            return FULL_SHARE
        try:
            value = self.numbers.read(text[:-1]) / 100 if text.endswith("%") else self.numbers.read(self.table.cell(row, "units"))
            if not 0 <= value <= 10_000:
                raise ValueError(said("'{text}' is out of range; expected 0% to 1,000,000%", text=text))
            return round(value * FULL_SHARE)
        except ValueError as error:
            self._wrong(row, "units", said_by(error), said("Write a share such as 80% or 0.8."))
            return FULL_SHARE

    def _skills(self, row: Row, text: str) -> tuple[Skill, ...]:
        skills: list[Skill] = []
        for piece in re.split(r"[;\n]|,(?![^(]*\))", text):
            if not piece.strip():
                continue
            match = len(piece) <= 500 and re.fullmatch(r"(.+?)\s*(?:[:=]\s*(\S+)|\(\s*(\S+)\s*\))?", piece.strip())
            level = (match[2] or match[3] or "3") if match else "?"
            if not match or level not in ("1", "2", "3", "4", "5"):
                self._wrong(
                    row, "skills", said("'{piece}' is no skill; expected a name and a level 1 to 5, such as Cisco:4", piece=piece.strip())
                )
                continue
            skills.append(Skill(match[1], int(level)))
        return tuple(skills)

    def _week(self, row: Row) -> Week | None:
        try:
            hours = self.table.text(row, "hours")
            common = shifts_value(hours) if hours else None
        except ValueError as error:
            self._wrong(row, "hours", said_by(error))
            common = None
        week: list[tuple[tuple[int, int], ...] | None] = []
        for index, day in enumerate(DAYS):
            text = self.table.text(row, day)
            try:
                own = shifts_value(text) if text else None
            except ValueError as error:
                self._wrong(row, day, said_by(error))
                own = None
            week.append(own if own is not None else None if common is None else common if index < 5 else ())
        return tuple(week) if any(day is not None for day in week) else None

    def _leave(self, row: Row) -> tuple[CalendarException, ...]:
        """Leave from "2026-02-16 to 2026-02-20 skiing; 2026-04-03"."""
        found: list[CalendarException] = []
        for piece in re.split(r"[;\n]", self.table.text(row, "leave")):
            words = piece.split()
            if not words:
                continue
            pair = len(words) > 2 and words[1].casefold() in ("to", "-", "–", "until")
            try:
                days = [self._day(words[0]), self._day(words[2] if pair else words[0])]
                if days[1] < days[0]:
                    raise ValueError(said("'{piece}' ends before it begins", piece=piece.strip()))
                found.append(CalendarException(days[0], days[1], name=" ".join(words[3 if pair else 1 :])))
            except ValueError as error:
                self._wrong(row, "leave", said_by(error), said("Write leave as 2026-02-16 to 2026-02-20; 2026-04-03."))
        return tuple(found)

    def _day(self, word: str) -> int:
        if self.dates.order is None and re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", word):
            raise ValueError(said("'{word}' may be day first or month first; write it as 2026-01-31, or give --date-order", word=word))
        found = self.dates.read(word)
        if found is None:
            raise ValueError(said("'{word}' is not a date", word=word))
        return to_moment(found.day) // DAY

    def _rate(self, row: Row, text: dict[str, str], unit: RateUnit) -> tuple[Rate | None, str]:
        if not any(text[key] for key in ("standard", "overtime", "per_use")):
            return None, ""
        per = self._per(row, "per", text["per"], unit)
        standard, standard_per = self._amount(row, "standard", text["standard"], per)
        overtime, overtime_per = self._amount(row, "overtime", text["overtime"], per)
        use, _ = self._amount(row, "per_use", text["per_use"], per)
        currency = text["currency"].upper()
        if currency and not re.fullmatch(r"[A-Z]{3}", currency):
            self._wrong(row, "currency", said("'{currency}' is no currency code; expected three letters such as GBP", currency=currency))
        return Rate(0, None, None, standard, standard_per, overtime, overtime_per, use), currency

    def _per(self, row: Row, field: str, text: str, default: RateUnit) -> RateUnit:
        if not text:
            return default
        word = text.casefold().rstrip(".")
        found = _PER.get(word) or _PER.get(word.rstrip("s"))
        if found is None:
            self._wrong(row, field, said("'{text}' is no unit of a rate; expected hour, day, week, month or year", text=text))
            return default
        return found

    def _amount(self, row: Row, field: str, text: str, per: RateUnit) -> tuple[Decimal, RateUnit]:
        """An amount and its unit from "50", "£50.00/hr" or "400/d"."""
        if not text:
            return Decimal(0), per
        amount, slash, unit = text.partition("/")
        try:
            value = self.numbers.money(amount)
            if value < 0:
                raise ValueError(said("'{text}' is negative", text=text))
            return value, self._per(row, field, unit.strip(), per) if slash else per
        except ValueError as error:
            self._wrong(row, field, said_by(error), said("Write a rate such as 50 or 50/hour."))
            return Decimal(0), per


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(" ".join(piece.split()) for piece in re.split(r"[;\n]", text) if piece.strip())
