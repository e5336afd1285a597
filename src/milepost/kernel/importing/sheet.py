"""A file of an entity's rows, whichever form it has: its headings matched with the inputs, its cells as a person would type them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from milepost.engine.problem import Problem
from milepost.exchange.grid import Findings, Form, Table, find_table, form_of, heading_key, read_sheets, refuse_empty
from milepost.exchange.imported import Unreadable
from milepost.kernel.entity import Entity
from milepost.kernel.operations import Operation, operation_named

MOST_ROWS = 50_000
KEYS = ("number", "id")
LEFT = frozenset({"version", "created at", "created", "changed at", "changed", "state"})
"""Headings that our own exports have and nobody sets by a file."""


class Unfit(Exception):
    """A file that holds no rows of this entity: what is wrong with it, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: `line` as the person's program shows it, `key` the number or id of the record it changes (empty: a new one), `given` the
    cells by input."""

    line: int
    key: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """`columns` are inputs with the heading that stands for each; `notices` say what of the file is left out."""

    entity: Entity
    name: str
    columns: Mapping[str, str]
    rows: tuple[DraftRow, ...]
    notices: tuple[Problem, ...]


def read_draft(entity: Entity, data: bytes, *, name: str) -> Draft:
    """The rows of a CSV text, an .xlsx workbook (its first sheet that has the headings) or a JSON list of objects. Raises Unfit."""
    findings = Findings()
    try:
        refuse_empty(data, name=name, expected=f"a row of headings and a row for each {entity.singular}")
        if form_of(data) is Form.JSON:
            return _of_json(entity, data, name, findings)
        return _of_table(entity, data, name, findings)
    except Unreadable as error:
        raise Unfit(error.problems) from error


def synonyms(entity: Entity) -> dict[str, str]:
    """Headings as they are compared, to the inputs they mean: their names, and what people call them."""
    found = {key: key for key in KEYS if key == "id" or entity.prefix}
    for name, asked in _create(entity).inputs.items():
        found[heading_key(name.replace("_", " "))] = name
        found.setdefault(heading_key(asked.label or name.replace("_", " ")), name)
    return found


def _create(entity: Entity) -> Operation:
    return operation_named(entity.permission("create"))


def _of_table(entity: Entity, data: bytes, name: str, findings: Findings) -> Draft:
    known = synonyms(entity)

    def score(cells: list[str]) -> int:
        return sum(heading_key(cell) in known for cell in cells)

    for sheet in read_sheets(data, name=name, score=score, findings=findings):
        for needed in (entity.title, *_needed(entity), *KEYS):
            table = find_table(sheet, synonyms=known, needed=needed, findings=findings)
            if table is not None:
                findings.stop_on_errors(name)
                return _drafted(entity, name, table, findings)
    headings = ", ".join(asked.label or word.replace("_", " ").capitalize() for word, asked in _create(entity).inputs.items())
    remedy = f"Begin with a row of headings, some of: {headings}. Exporting the list gives a file with all of them."
    raise Unfit([Problem("no-headings", name, f"No row of it names columns of {entity.plural}.", remedy)])


def _needed(entity: Entity) -> list[str]:
    return [name for name, asked in _create(entity).inputs.items() if asked.required]


def _drafted(entity: Entity, name: str, table: Table, findings: Findings) -> Draft:
    for heading in table.others:
        if heading_key(heading.title) not in LEFT:
            place = table.sheet.place(None, heading.title)
            findings.note("column-left-out", place, "Nothing is known by this heading; the column is left out.", "Rename it, or leave it.")
    if len(table.rows) > MOST_ROWS:
        message = f"It has {len(table.rows):,} rows; at most {MOST_ROWS:,} are imported at once."
        raise Unfit([Problem("too-many-rows", name, message, "Split the file.")])
    columns = {field: heading.title for field, heading in table.columns.items() if field not in KEYS}
    rows = []
    for row in table.rows:
        key = table.text(row, "number") or table.text(row, "id")
        rows.append(DraftRow(row.number, key, {field: _unguarded(table.text(row, field)) for field in columns}))
    return Draft(entity, name, columns, tuple(rows), findings.notices)


def _of_json(entity: Entity, data: bytes, name: str, findings: Findings) -> Draft:
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unfit([Problem("not-json", f"{name} line {error.lineno}", f"It is no JSON: {error.msg}.", "Check the file.")]) from error
    rows = found.get("results") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unfit([Problem("no-rows", name, "Expected a list of objects.", 'Such as [{"name": "…"}, …].')])
    if len(rows) > MOST_ROWS:
        raise Unfit([Problem("too-many-rows", name, f"It has {len(rows):,} rows; at most {MOST_ROWS:,} are imported.", "Split the file.")])
    known = synonyms(entity)
    columns: dict[str, str] = {}
    drafts = []
    for line, row in enumerate(rows, start=1):
        given = {}
        for heading, value in row.items():
            field = known.get(heading_key(str(heading).replace("_", " ")))
            if field is None:
                if heading_key(str(heading).replace("_", " ")) not in LEFT:
                    findings.note("column-left-out", f"{name} row {line}, '{heading}'", "Nothing is known by this name; it is left out.")
            elif field not in KEYS:
                columns.setdefault(field, str(heading))
                given[field] = value.get("id") if isinstance(value, dict) else value
        drafts.append(DraftRow(line, str(row.get("number") or row.get("id") or ""), given))
    return Draft(entity, name, columns, tuple(drafts), findings.notices)


def _unguarded(text: str) -> str:
    """Without the apostrophe that an export puts before what a spreadsheet would take for a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@|%\t\r" else text
