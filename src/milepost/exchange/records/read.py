"""Reads past records (estimate, actual, reference class, date) from CSV, a workbook or JSON."""

from collections.abc import Sequence

from milepost.exchange.grid import Findings, Form, Heading, Sheet, Table, find_table, form_of, heading_key, read_sheets, refuse_empty
from milepost.exchange.nested import read_json
from milepost.exchange.records.columns import CLASS_KEYS, EXACT, SYNONYMS
from milepost.exchange.records.document import sheet_of
from milepost.exchange.records.history import Records
from milepost.exchange.records.rows import RowReader
from milepost.values import said

EXPECTED = "past work with a heading row: Estimate, Actual, Class, Finished"


def read_records(
    data: bytes, *, name: str, date_order: str | None = None, classes: Sequence[str] = (), hours_per_day: float = 8.0
) -> Records:
    """Past records and what is to be told. JSON, .xlsx and CSV are told apart by content. Raises Unreadable with all errors.

    `classes` are the titles of the columns that make the reference class; without them it is a column Class, else all columns known to
    tell kinds of work apart (Service, Category, Role ...). `date_order` is "dmy" or "mdy"; `hours_per_day` converts days, should both
    units occur. Whether an estimate of zero can be learned from is the calibration's business.
    """
    refuse_empty(data, name=name, expected=EXPECTED)
    findings = Findings()
    if form_of(data) is Form.JSON:
        sheets: tuple[Sheet, ...] = sheet_of(read_json(data, name=name, findings=findings, file="records"), name=name)
        findings.stop_on_errors(name)
    else:
        sheets = read_sheets(data, name=name, score=lambda cells: sum(_known(cell) for cell in cells), findings=findings)
    table = _table(sheets, name, findings)
    if table is None:
        findings.stop_on_errors(name)
        raise AssertionError  # unreachable: without a table there is an error
    chosen = _classes(table, classes, findings)
    reader = RowReader(table, chosen, findings, order=date_order, hours_per_day=hours_per_day)
    records = reader.records()
    if not records and not findings.errors:
        findings.error(
            "records-empty", name, said("No row has both an estimate and an actual."), said("Give {expected}.", expected=EXPECTED)
        )
    findings.stop_on_errors(name)
    return Records(tuple(records), findings.notices, tuple(heading.title for heading in chosen), reader.unit)


def _known(cell: str) -> bool:
    key = heading_key(cell)
    return key in SYNONYMS or key in CLASS_KEYS or key in EXACT


def _table(sheets: Sequence[Sheet], name: str, findings: Findings) -> Table | None:
    """The first sheet's table with an estimate and an actual."""
    titles: list[str] = []
    for sheet in sheets:
        table = find_table(sheet, synonyms=SYNONYMS, needed="estimate", findings=findings)
        if table is not None and "actual" in table.columns:
            left = [other.name for other in sheets if other is not sheet and any(not row.empty for row in other.rows)]
            if left:
                findings.note("sheet-unknown", name, "Sheets that were not read: " + ", ".join(f"'{title}'" for title in left) + ".")
            return table
        other = table or find_table(sheet, synonyms=SYNONYMS, needed="actual", findings=Findings())
        if other is not None:
            titles.append("actuals" if table is None else "estimates")
    missing = "estimates" if "actuals" in titles else "actuals" if titles else "estimates and of actuals"
    message = said("No heading row with a column of {missing} was found.", missing=missing)
    findings.error("heading-missing", sheets[0].place() if sheets else name, message, said("Give {expected}.", expected=EXPECTED))
    return None


def _classes(table: Table, asked: Sequence[str], findings: Findings) -> list[Heading]:
    """The columns that make the reference class; every other column nobody knows is told."""
    headings = sorted((*table.others, *table.columns.values()), key=lambda heading: heading.index)
    by_key = {heading_key(heading.title): heading for heading in reversed(headings)}
    if asked:
        for title in asked:
            if heading_key(title) not in by_key:
                known = ", ".join(f"'{heading.title}'" for heading in headings[:20])
                findings.error(
                    "class-unknown",
                    table.sheet.place(),
                    said("There is no column '{title}'.", title=title[:80]),
                    said("The columns are {known}.", known=known),
                )
        chosen = [by_key[key] for key in dict.fromkeys(heading_key(title) for title in asked) if key in by_key]
    else:
        exact = [heading for heading in table.others if heading_key(heading.title) in EXACT]
        chosen = exact or [heading for heading in table.others if heading_key(heading.title) in CLASS_KEYS]
    left = [f"'{heading.title}'" for heading in table.others if heading not in chosen]
    if left:
        message = said("Columns that were left aside: {left}.", left=", ".join(left))
        findings.note("column-unknown", table.sheet.place(), message, said("Call a column Class if it tells kinds of work apart."))
    return chosen
