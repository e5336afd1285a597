"""What a sheet says about the whole plan: comment lines above a CSV's heading, or a workbook's sheet "Project"."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from milepost.engine.model import CalendarException, Settings, Shift
from milepost.exchange.grid import (
    Cell,
    DateColumn,
    DayTime,
    Findings,
    Numbers,
    Sheet,
    blank,
    cell_text,
    heading_key,
    hours_value,
    shifts_value,
)
from milepost.exchange.grid.findings import said_by
from milepost.exchange.grid.table import at
from milepost.exchange.tabular.repeats import weekday_names
from milepost.values import DAY, MINUTE, Currency, begun, said, to_moment

KEYS = {
    "name": "name, project, project name, plan",
    "title": "title",
    "manager": "manager, project manager",
    "company": "company",
    "client": "client, customer",
    "start": "start, project start, start date",
    "finish": "finish, project finish, finish date",
    "from_finish": "schedule from",
    "status_date": "status date, status",
    "calendar": "calendar, project calendar",
    "hours": "working hours, hours",
    "workdays": "working days",
    "hours_per_day": "hours per day",
    "hours_per_week": "hours per week",
    "days_per_month": "days per month",
    "default_start": "default start time, day starts, working day starts",
    "default_finish": "default finish time, default end time, day ends, working day ends",
    "currency": "currency, currency code",
    "date_order": "date order",
    "holiday": "holiday, holidays, non working day",
}
_KEY = {name.strip(): key for key, names in KEYS.items() for name in names.split(",")}
_SYMBOLS = {"GBP": ("£", 2), "EUR": ("€", 2), "USD": ("$", 2), "JPY": ("¥", 0), "CHF": ("CHF", 2)}


@dataclass(frozen=True)
class PlanFacts:
    """What was said about the plan; None or "" where nothing was. Dates are moments; holidays belong to the plan's calendar."""

    name: str = ""
    title: str = ""
    manager: str = ""
    company: str = ""
    client: str = ""
    start: int | None = None
    finish: int | None = None
    from_finish: bool = False
    status_date: int | None = None
    calendar: str = ""
    date_order: str | None = None
    settings: Settings = field(default_factory=Settings)
    holidays: tuple[CalendarException, ...] = ()
    shifts: tuple[Shift, ...] | None = None
    workdays: frozenset[int] | None = None


def read_comment_lines(sheet: Sheet, *, order: str | None, settings: Settings | None = None, findings: Findings) -> tuple[PlanFacts, int]:
    """Facts from leading lines "# start: 2026-01-05", and how many rows to skip. A comment without a known key is left aside."""
    pairs: list[tuple[int, str, Cell, bool]] = []
    skip = 0
    for row in sheet.rows:
        if row.empty:
            skip += 1
            continue
        line = ", ".join(cell_text(cell) for cell in row.cells if not blank(cell)).strip()
        if not line.startswith("#"):
            break
        skip += 1
        key, mark, value = line.lstrip("# ").partition(":")
        if mark:
            pairs.append((row.number, key, value.strip(), False))
    return _facts(pairs, sheet=sheet, order=order, settings=settings, findings=findings), skip


def read_project_sheet(sheet: Sheet, *, order: str | None, settings: Settings | None = None, findings: Findings) -> PlanFacts:
    """Facts from a sheet of two columns, what and value. An unknown "what" is told."""
    pairs = [(row.number, cell_text(at(row, 0)), at(row, 1), True) for row in sheet.rows if not row.empty and cell_text(at(row, 0))]
    if pairs and heading_key(pairs[0][1]) in {"what", "setting", "property", "field", "key"}:
        pairs = pairs[1:]
    return _facts(pairs, sheet=sheet, order=order, settings=settings, findings=findings)


def _facts(
    pairs: list[tuple[int, str, Cell, bool]], *, sheet: Sheet, order: str | None, settings: Settings | None, findings: Findings
) -> PlanFacts:
    facts = PlanFacts(date_order=order, settings=settings or Settings())
    seen: dict[str, int] = {}
    # Working hours, times of day and the date order must be known before what uses them.
    first = {key: rank for rank, key in enumerate(("date_order", "hours", "workdays", "hours_per_day", "default_start", "default_finish"))}
    ranked = sorted(pairs, key=lambda pair: first.get(_KEY.get(heading_key(pair[1]), ""), len(first)))
    for row, label, value, strict in ranked:
        key = _KEY.get(heading_key(label))
        if key is None:
            if strict:
                findings.note(
                    "setting-unknown",
                    sheet.place(row),
                    said("'{label}' is not a known setting and was left aside.", label=label),
                    "Known ones: " + ", ".join(names.split(",")[0] for names in KEYS.values()) + ".",
                )
            continue
        if blank(value):
            continue
        if key in seen and key != "holiday":
            findings.error(
                "setting-twice",
                sheet.place(row, label),
                said("'{label}' was already given in row {seen}.", label=label, seen=seen[key]),
                said("Keep one of the two."),
            )
            continue
        seen[key] = row
        try:
            facts = _with(facts, key, value)
        except ValueError as error:
            findings.error("setting-value", sheet.place(row, label), begun(said_by(error)) + ".", said("Correct the value."))
    return facts


def _with(facts: PlanFacts, key: str, value: Cell) -> PlanFacts:
    text = cell_text(value)
    settings = facts.settings
    change: dict[str, Any]
    if key in ("start", "finish", "status_date"):
        moment = _date(value, facts.date_order).moment(settings.default_start if key == "start" else settings.default_finish)
        change = {key: moment}
        return replace(facts, **change)
    if key == "holiday":
        return replace(facts, holidays=(*facts.holidays, _holiday(text, facts.date_order)))
    if key == "hours":
        return _with_hours(facts, shifts_value(text))
    if key == "workdays":
        days = weekday_names(text)
        week = settings.minutes_per_day * len(days)
        return replace(facts, workdays=days, settings=replace(settings, minutes_per_week=week) if facts.shifts else settings)
    if key == "date_order":
        if text.casefold() not in ("dmy", "mdy"):
            raise ValueError(said("'{text}' is no date order; expected dmy or mdy", text=text))
        return facts if facts.date_order else replace(facts, date_order=text.casefold())
    if key == "from_finish":
        if text.casefold() not in ("start", "finish"):
            raise ValueError(said("'{text}' is neither start nor finish", text=text))
        return replace(facts, from_finish=text.casefold() == "finish")
    if key in ("hours_per_day", "hours_per_week", "days_per_month", "default_start", "default_finish", "currency"):
        return replace(facts, settings=_settings(settings, key, value))
    change = {key: text}
    return replace(facts, **change)


def _with_hours(facts: PlanFacts, shifts: tuple[Shift, ...]) -> PlanFacts:
    """The plan's working hours also say how long a day is and when it begins and ends."""
    if not shifts:
        raise ValueError(said("working hours cannot be empty; expected e.g. 09:00-12:30, 13:30-17:30"))
    minutes = sum(finish - start for start, finish in shifts) // MINUTE
    settings = replace(
        facts.settings,
        minutes_per_day=minutes,
        minutes_per_week=5 * minutes,
        default_start=shifts[0][0],
        default_finish=min(shifts[-1][1], DAY - MINUTE),
    )
    return replace(facts, shifts=shifts, settings=settings)


def _settings(settings: Settings, key: str, value: Cell) -> Settings:
    text = cell_text(value)
    if key == "currency":
        code = text.upper()
        if len(code) != 3 or not code.isascii() or not code.isalpha():
            raise ValueError(said("'{text}' is no currency code; expected three letters such as GBP", text=text))
        symbol, digits = _SYMBOLS.get(code, (code, 2))
        return replace(settings, currency=Currency(code, symbol, digits))
    if key in ("default_start", "default_finish"):
        clock = hours_value(text[:5] if text.count(":") == 2 else text)
        return replace(settings, default_start=clock) if key == "default_start" else replace(settings, default_finish=clock)
    number = Numbers().read(value)
    low, high = {"hours_per_day": (1, 24), "hours_per_week": (1, 168), "days_per_month": (1, 31)}[key]
    if not low <= number <= high:
        raise ValueError(said("'{text}' is out of range; expected {low} to {high}", text=text, low=low, high=high))
    if key == "hours_per_day":
        return replace(settings, minutes_per_day=round(number * 60))
    if key == "hours_per_week":
        return replace(settings, minutes_per_week=round(number * 60))
    return replace(settings, days_per_month=round(number))


def _date(value: Cell, order: str | None) -> DayTime:
    column = DateColumn(order)
    findings = Findings()
    column.learn([(0, value)], sheet=Sheet("", "", ()), column="", findings=findings)
    if findings.errors:
        raise ValueError(said("'{cell_text}' may be day first or month first; write it as 2026-01-31", cell_text=cell_text(value)))
    found = column.read(value)
    if found is None:
        raise ValueError(said("'{cell_text}' is not a date; expected one such as 2026-01-31", cell_text=cell_text(value)))
    return found


def _holiday(text: str, order: str | None) -> CalendarException:
    """A holiday from "2026-12-25 Christmas Day" or "2026-12-24 to 2026-12-28 Christmas"."""
    first, _, rest = text.partition(" ")
    last = first
    word, _, tail = rest.strip().partition(" ")
    if word.casefold() in ("to", "-", "until"):
        last, _, rest = tail.strip().partition(" ")
    days: list[date] = [_date(part.strip(), order).day for part in (first, last)]
    if days[1] < days[0]:
        raise ValueError(said("the holiday '{text}' ends before it begins", text=text))
    return CalendarException(to_moment(days[0]) // DAY, to_moment(days[1]) // DAY, name=rest.strip())
