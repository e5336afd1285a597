"""Reads a plan from CSV or a workbook in the documented layout (docs/reference/csv-layout.md)."""

from collections.abc import Sequence

from milepost.engine.model import Settings
from milepost.exchange.grid import Findings, Sheet, find_table, heading_key, read_csv_sheet, read_workbook
from milepost.exchange.imported import Imported, Source
from milepost.exchange.people.person import Person
from milepost.exchange.people.table import read_people_sheet
from milepost.exchange.tabular.build import PlanBuilder
from milepost.exchange.tabular.calendars import Calendars
from milepost.exchange.tabular.columns import SYNONYMS
from milepost.exchange.tabular.settings import PlanFacts, read_comment_lines, read_project_sheet
from milepost.values import said


def read_csv(
    data: bytes, *, name: str, start: int | None = None, date_order: str | None = None, settings: Settings | None = None
) -> Imported:
    """The plan of a CSV file. `start` (a moment) and `date_order` ("dmy" or "mdy") win over what the file says; `settings` hold where it
    says nothing. Raises Unreadable."""
    findings = Findings()
    sheet = read_csv_sheet(data, name=name, score=_score, findings=findings)
    facts, skip = read_comment_lines(sheet, order=date_order, settings=settings, findings=findings)
    return _read(sheet, skip, facts, {}, name=name, format="CSV", start=start, findings=findings)


def read_xlsx(
    data: bytes, *, name: str, start: int | None = None, date_order: str | None = None, settings: Settings | None = None
) -> Imported:
    """The plan of an .xlsx workbook: the sheet "Tasks" (or the first), and "Project", "People", "Calendars", "Holidays" if present.

    Options as for `read_csv`. Raises Unreadable.
    """
    findings = Findings()
    sheets = read_workbook(data, name=name, findings=findings)
    named = {sheet.name.strip().casefold(): sheet for sheet in reversed(sheets)}
    tasks = named.get("tasks") or _first_with_tasks(sheets)
    if tasks is None:
        findings.error(
            "heading-missing",
            name,
            said("No sheet has a heading row with a column 'Name' or 'Task Name'."),
            said("Write a template with --template plan.xlsx and fill it in."),
        )
        findings.stop_on_errors(name)
        raise AssertionError  # unreachable: the line above raises
    known: dict[str, Sheet] = {
        key: named[key] for key in ("project", "people", "calendars", "holidays") if key in named and named[key] is not tasks
    }
    others = [
        sheet.name for sheet in sheets if sheet is not tasks and sheet not in known.values() and sheet.name.strip().casefold() != "how to"
    ]
    if others:
        findings.note("sheet-unknown", name, "Sheets that were not read: " + ", ".join(f"'{title}'" for title in others) + ".")
    facts = (
        read_project_sheet(known["project"], order=date_order, settings=settings, findings=findings)
        if "project" in known
        else PlanFacts(date_order=date_order, settings=settings or Settings())
    )
    return _read(tasks, 0, facts, known, name=name, format="XLSX", start=start, findings=findings)


def _read(
    sheet: Sheet, skip: int, facts: PlanFacts, sheets: dict[str, Sheet], *, name: str, format: str, start: int | None, findings: Findings
) -> Imported:
    table = find_table(sheet, synonyms=SYNONYMS, needed="name", findings=findings, skip=skip)
    if table is None:
        first = next((row.number for row in sheet.rows[skip:] if not row.empty), None)
        findings.error(
            "heading-missing",
            sheet.place(first),
            said("No heading row with a column 'Name' or 'Task Name' was found."),
            said("Put the headings in the first row, or write a template with --template plan.csv."),
        )
        findings.stop_on_errors(name)
        raise AssertionError  # unreachable: the line above raises
    calendars = Calendars(facts)
    if "calendars" in sheets:
        calendars.read_sheet(sheets["calendars"], findings=findings)
    if facts.calendar:
        found = calendars.named(facts.calendar)
        if found is None:
            findings.error(
                "calendar-unknown",
                sheet.place(),
                said("There is no calendar '{calendar}'.", calendar=facts.calendar),
                said("Known ones: {known}.", known=calendars.known()),
            )
        calendars.plan_calendar = found or calendars.plan_calendar
    calendars.add_holidays(calendars.plan_calendar, facts.holidays)
    if "holidays" in sheets:
        calendars.read_holidays(sheets["holidays"], order=facts.date_order, findings=findings)
    persons: Sequence[Person] = ()
    if "people" in sheets and any(not row.empty for row in sheets["people"].rows):
        persons = read_people_sheet(sheets["people"], findings=findings, order=facts.date_order)
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0] or name
    builder = PlanBuilder(table, facts, calendars, persons, findings=findings)
    plan = builder.build(stem=stem, start=start)
    return Imported(plan, findings.notices, Source(name, format), columns=frozenset(table.columns), pinned=builder.pinned)


def _score(cells: list[str]) -> int:
    return sum(heading_key(cell) in SYNONYMS for cell in cells)


def _first_with_tasks(sheets: Sequence[Sheet]) -> Sheet | None:
    """The first sheet whose heading row names tasks, leaving out those that have a meaning of their own."""
    own = ("project", "people", "calendars", "holidays", "how to")
    for sheet in sheets:
        if sheet.name.strip().casefold() not in own and find_table(sheet, synonyms=SYNONYMS, needed="name", findings=Findings()):
            return sheet
    return None
