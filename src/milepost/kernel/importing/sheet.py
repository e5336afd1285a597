"""A file of an entity's rows, whichever form it has: its headings matched with the inputs, its cells as a person would type them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from milepost.engine.problem import Problem
from milepost.exchange.grid import Cell, Findings, Sheet, Table, cell_text, find_table, heading_key, read_sheets
from milepost.kernel.entity import Entity
from milepost.kernel.exporting.cells import unguarded
from milepost.kernel.exporting.template import HELP
from milepost.kernel.exporting.workbook import label_of
from milepost.kernel.inputs import Input, Instant, Span
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.rows import fields_of
from milepost.kernel.rows.shape import Field
from milepost.values import listed, said

MOST_ROWS = 50_000
MOST_NOTED = 50
KEYS = ("number", "id")
VERSION = "version"
ENDS = frozenset({"formula-without-result", "error-cell"})
"""Findings about cells that would be read as empty, and empty what is there."""


class Unfit(Exception):
    """A file that holds no rows of this entity: what is wrong with it, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: `line` as the person's program shows it, `key` the number or id of the record it changes (empty: a new one), `version` that
    at which it was exported, as it stands there, `given` the cells by input."""

    line: int
    key: str
    given: Mapping[str, Any]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`columns` are inputs with the heading that stands for each; `notices` say what of the file is left out."""

    entity: Entity
    name: str
    columns: Mapping[str, str]
    rows: tuple[DraftRow, ...]
    notices: tuple[Problem, ...]


def synonyms(entity: Entity) -> dict[str, str]:
    """Headings as they are compared, to the inputs they mean: their names, and what people call them."""
    found = {key: key for key in KEYS if key == "id" or entity.prefix} | {VERSION: VERSION}
    known = fields_of(entity)
    for name, asked in create_of(entity).inputs.items():
        found[heading_key(name.replace("_", " "))] = name
        for label in (asked.label or name.replace("_", " "), label_of(known.get(name) or Field(name, name, asked))):
            found.setdefault(heading_key(label), name)
    return found


def left_out(entity: Entity) -> frozenset[str]:
    """Headings that our own exports have and nobody sets by a file, as they are compared."""
    words = {word for name, field in fields_of(entity).items() for word in (name.replace("_", " "), label_of(field))}
    return frozenset(map(heading_key, words)) - set(synonyms(entity))


def create_of(entity: Entity) -> Operation:
    """The operation by which a record is made."""
    return operation_named(entity.permission("create"))


def note_unknown(entity: Entity, heading: str, place: str, findings: Findings) -> None:
    """Tells of a heading that means nothing here, and which one it may have been meant to be."""
    if len(findings.problems) > MOST_NOTED or heading_key(heading) in left_out(entity):
        return
    known = {key: name for key, name in synonyms(entity).items() if name not in (*KEYS, VERSION)}
    near = get_close_matches(heading_key(heading), known, n=1)
    remedy = said("Is '{near}' meant? Then rename it.", near=near[0].capitalize()) if near else said("Rename it, or leave it.")
    findings.note("column-left-out", place, said("Nothing is known by this heading; the column is left out."), remedy)


def refuse_too_many(count: int, name: str) -> None:
    """Raises Unfit for more rows than are imported at once."""
    if count > MOST_ROWS:
        message = said("It has {count:,} rows; at most {most_rows:,} are imported at once.", count=count, most_rows=MOST_ROWS)
        raise Unfit([Problem("too-many-rows", name, message, said("Split the file."))])


def read_table(entity: Entity, data: bytes, name: str, findings: Findings) -> Draft:
    """The rows of a CSV text, or of the first sheet of a workbook that has the headings. Raises Unfit, Unreadable."""
    known = synonyms(entity)

    def score(cells: list[str]) -> int:
        return sum(heading_key(cell) in known for cell in cells)

    sheets = read_sheets(data, name=name, score=score, findings=findings)
    if wrong := [problem for problem in findings.problems if problem.code in ENDS]:
        raise Unfit(wrong)
    for sheet in sheets:
        for needed in (entity.title, *_needed(entity), *KEYS):
            table = find_table(sheet, synonyms=known, needed=needed, findings=findings)
            if table is not None:
                findings.stop_on_errors(name)
                return _drafted(entity, name, table, findings)
    headings = listed([asked.label or word.replace("_", " ").capitalize() for word, asked in create_of(entity).inputs.items()])
    remedy = said(
        "Begin with a row of headings, some of: {headings}. A template with all of them can be had where files are brought.",
        headings=headings,
    )
    message = said("No row holds the headings of {kinds}.{first_row}", kinds=entity.plural, first_row=_first_row(sheets))
    raise Unfit([Problem("no-headings", name, message, remedy)])


def _first_row(sheets: Sequence[Sheet]) -> str:
    row = next((row for sheet in sheets for row in sheet.rows if not row.empty), None)
    cells = [cell_text(cell)[:30] for cell in row.cells[:4] if cell_text(cell)] if row is not None else []
    return said(" The first row has {cells}.", cells=listed(map(repr, cells))) if cells else ""


def _needed(entity: Entity) -> list[str]:
    return [name for name, asked in create_of(entity).inputs.items() if asked.required]


def _drafted(entity: Entity, name: str, table: Table, findings: Findings) -> Draft:
    for heading in table.others:
        note_unknown(entity, heading.title, table.sheet.place(None, heading.title), findings)
    refuse_too_many(len(table.rows), name)
    _refuse_merged(table)
    inputs = create_of(entity).inputs
    own = (*KEYS, VERSION)
    columns = {field: heading.title for field, heading in table.columns.items() if field not in own or field in inputs}
    rows = []
    for row in table.rows:
        if cell_text(row.cells[0]).startswith(HELP):
            continue
        key = "" if "number" in inputs or "id" in inputs else table.text(row, "number") or table.text(row, "id")
        given = {field: _typed(inputs[field], table.cell(row, field)) for field in columns}
        rows.append(DraftRow(row.number, key, given, "" if VERSION in inputs else table.text(row, VERSION)))
    return Draft(entity, name, columns, tuple(rows), findings.notices)


def _typed(asked: Input, cell: Cell) -> str:
    """What a person would have typed: a date cell of a moment is one in UTC, a number in a column of lengths of time counts hours."""
    if isinstance(asked, Instant) and isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        return f"{moment.isoformat()}Z"
    if isinstance(asked, Span) and isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 10**7:
        minutes = round(cell * 60)
        if abs(cell * 60 - minutes) < 1e-6 and minutes >= 0:
            return f"{minutes // 60}:{minutes % 60:02d}"
    return unguarded(cell_text(cell))


def _refuse_merged(table: Table) -> None:
    """Raises Unfit for merged cells among the rows: only the first of them holds what all seem to show."""
    if not table.sheet.merged or not table.rows:
        return
    below = table.rows[0].number - 1
    used = {heading.index: heading.title for heading in table.columns.values()}
    problems = []
    for top, first, bottom, last in table.sheet.merged:
        if bottom >= below and any(first <= index <= last for index in used):
            where = f"{_letters(first)}{top + 1}:{_letters(last)}{bottom + 1}"
            message = said(
                "The cells {where} are merged: only the first of them holds a value, and the others would be taken for empty.", where=where
            )
            problems.append(
                Problem("merged-cells", table.sheet.place(top + 1, _heading_at(table, first)), message, said("Unmerge and fill them."))
            )
    if problems:
        raise Unfit(problems[:20])


def _heading_at(table: Table, index: int) -> str:
    return next((heading.title for heading in table.columns.values() if heading.index == index), "")


def _letters(index: int) -> str:
    found = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
