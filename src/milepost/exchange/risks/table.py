"""Risks in a table: one row for each estimate, risk, further impact, member of a common cause, default and tolerance."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from milepost.exchange.grid import Findings, Sheet, Table, cell_text, find_table, heading_key, read_sheets
from milepost.exchange.grid.table import at
from milepost.exchange.risks.columns import KINDS, MATRIX_SHEETS, SYNONYMS, USED
from milepost.exchange.risks.file import RiskFile
from milepost.exchange.risks.rows import RowReader
from milepost.exchange.risks.stated import StatedCause, StatedEvent, StatedMatrix, TaskWords
from milepost.values import said


def read_tables(data: bytes, *, name: str, findings: Findings) -> RiskFile:
    """Everything the tables state; errors go to `findings`. Raises Unreadable when the file is neither CSV nor a workbook."""
    sheets = read_sheets(data, name=name, score=lambda cells: sum(heading_key(cell) in SYNONYMS for cell in cells), findings=findings)
    gathered = _Gathered(name, findings)
    left: list[str] = []
    for sheet in sheets:
        if heading_key(sheet.name) in MATRIX_SHEETS:
            gathered.matrix(sheet)
        elif (table := _table(sheet, findings)) is not None:
            gathered.rows(table)
        elif any(not row.empty for row in sheet.rows):
            left.append(sheet.name)
    if not gathered.tables and not gathered.matrices:
        message = said("No heading row with a column 'Task' or 'Kind' was found.")
        findings.error(
            "heading-missing", name, message, said("Add a heading row: Kind, Id, Name, Task, Probability, Low, Likely, High, Unit ...")
        )
    elif left:
        findings.note("sheet-unknown", name, "Sheets that were not read: " + ", ".join(f"'{title}'" for title in left) + ".")
    return gathered.file()


def _table(sheet: Sheet, findings: Findings) -> Table | None:
    """The sheet's table: its heading row names the task, or what the rows are."""
    for needed in ("task", "kind", "high", "probability"):
        table = find_table(sheet, synonyms=SYNONYMS, needed=needed, findings=findings)
        if table is not None:
            return table
    return None


class _Gathered:
    """What the sheets state so far."""

    def __init__(self, name: str, findings: Findings) -> None:
        self.name = name
        self.findings = findings
        self.tables = 0
        self.matrices: list[StatedMatrix] = []
        self.readers: list[RowReader] = []

    def rows(self, table: Table) -> None:
        """Every row of one table."""
        self.tables += 1
        if table.others:
            titles = ", ".join(f"'{heading.title}'" for heading in table.others)
            self.findings.note(
                "column-unknown",
                table.sheet.place(),
                said("Columns that mean nothing in a risk file were left aside: {titles}.", titles=titles),
            )
        reader = RowReader(table, self.findings, KINDS.get(heading_key(table.sheet.name), ""))
        unused: dict[tuple[str, str], list[str]] = {}
        for row in table.rows:
            kind = reader.read(row)
            for field in table.columns:
                if kind and field not in USED[kind] and table.text(row, field):
                    unused.setdefault((kind, field), []).append(table.place(row, field))
        for (kind, field), places in unused.items():
            more = f" and {len(places) - 1} more cells" if len(places) > 1 else ""
            message = said(
                "'{title}' means nothing in a row of kind {kind} and was left aside.", title=table.columns[field].title, kind=kind
            )
            self.findings.note("cell-unused", places[0] + more, message)
        self.readers.append(reader)

    def matrix(self, sheet: Sheet) -> None:
        """A sheet whose first row and first column name the same tasks, with a correlation in each cell; one half may stay empty."""
        rows = [row for row in sheet.rows if not row.empty]
        head = [cell_text(cell) for cell in rows[0].cells[1:]] if rows else []
        while head and not head[-1]:
            head.pop()
        names = [cell_text(at(row, 0)) for row in rows[1:]]
        place = sheet.place(rows[0].number if rows else None)
        if not head or head != names:
            message = said("The first row and the first column must name the same tasks in the same order.")
            self.findings.error("correlation-shape", place, message, said("Give one row and one column for each task."))
            return
        reader = RowReader(Table(sheet, {}, (), ()), self.findings, "")
        values = [[reader.correlation(row, at(row, j + 1), head[j]) for j in range(len(head))] for row in rows[1:]]
        for i, line in enumerate(values):
            for j, value in enumerate(line):
                other = values[j][i]
                line[j] = value if value is not None else other if other is not None else 1.0 if i == j else None
        missing = next(((i, j) for i, line in enumerate(values) for j, value in enumerate(line) if value is None), None)
        if missing is not None:
            message = said("There is no correlation of '{head}' and '{head2}'.", head=head[missing[0]], head2=head[missing[1]])
            self.findings.error(
                "correlation-shape", sheet.place(rows[missing[0] + 1].number, head[missing[1]]), message, said("Write 0 for none.")
            )
            return
        tasks = tuple(TaskWords(words, "", sheet.place(row.number)) for words, row in zip(head, rows[1:], strict=True))
        self.matrices.append(StatedMatrix(tasks, tuple(tuple(value or 0.0 for value in line) for line in values), place))

    def file(self) -> RiskFile:
        """Everything, with further impacts under their risks and the rows of a cause together."""
        events = [event for reader in self.readers for event in reader.events]
        return RiskFile(
            self.name,
            tuple(one for reader in self.readers for one in reader.estimates),
            tuple(self._with_impacts(events)),
            tuple(self._causes()),
            tuple(self.matrices),
            tuple(one for reader in self.readers for one in reader.defaults),
            tuple(one for reader in self.readers for one in reader.tolerance),
        )

    def _with_impacts(self, events: Sequence[StatedEvent]) -> Sequence[StatedEvent]:
        made = {event.id: [*event.impacts] for event in events}
        for identity, impact in ((key, one) for reader in self.readers for key, one in reader.impacts):
            if identity in made:
                made[identity].append(impact)
                continue
            near = difflib.get_close_matches(identity, list(made), n=1) if len(made) < 1000 else []
            hint = said("Did you mean '{near}'?", near=near[0]) if near else said("Add a row of kind event with this id.")
            self.findings.error(
                "impact-without-risk", impact.task.place, said("There is no risk with the id '{identity}'.", identity=identity[:80]), hint
            )
        return [replace(event, impacts=tuple(made[event.id])) for event in events]

    def _causes(self) -> Sequence[StatedCause]:
        """One cause for each group, its coefficient from whichever of its rows has one; they may not differ."""
        found: dict[str, StatedCause] = {}
        members: dict[str, list[TaskWords]] = {}
        told: dict[str, StatedCause] = {}
        for key, cause, has_coefficient in (row for reader in self.readers for row in reader.causes):
            found.setdefault(key, cause)
            members.setdefault(key, []).extend(cause.tasks)
            if not has_coefficient:
                continue
            first = told.setdefault(key, cause)
            if first.coefficient != cause.coefficient:
                message = said(
                    "The group '{name}' had {coefficient:g} at {place}, here it has {coefficient2:g}.",
                    name=cause.name,
                    coefficient=first.coefficient,
                    place=first.place,
                    coefficient2=cause.coefficient,
                )
                self.findings.error("correlation-coefficient", cause.place, message, said("Give the group one coefficient."))
        for key, cause in found.items():
            if key not in told:
                message = said("The group '{name}' has no coefficient.", name=cause.name)
                self.findings.error("correlation-coefficient", cause.place, message, said("Give a value from 0 to 1, such as 0.3."))
        return [replace(cause, tasks=tuple(members[key]), coefficient=told[key].coefficient) for key, cause in found.items() if key in told]
