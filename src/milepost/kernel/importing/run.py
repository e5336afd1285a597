"""Does an import: first tried, with every fault told by row and column and nothing left behind; then as one transaction, or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid, Refused
from milepost.kernel.importing.changed import Change
from milepost.kernel.importing.faults import RowFault, row_fault
from milepost.kernel.importing.sheet import Draft, DraftRow
from milepost.kernel.importing.sorting import Sorted, may, sort_rows
from milepost.kernel.inputs import Ref
from milepost.kernel.operations import operation_named, perform
from milepost.values import said, word

Report = Callable[[int, int], None]
MOST_TOLD = 500
BLOCK = 100
"""Rows that are tried together: what is wrong in some is looked for among so few."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many records are new, changed or said as they are, or what is wrong; `bad_rows` counts the rows that have a fault."""

    created: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    bad_rows: int = 0
    keys: tuple[int, ...] = field(default=())
    unchanged: int = 0


class _Undo(Exception):
    """Ends a trial."""


def try_rows(draft: Draft, actor: Actor, *, report: Report = lambda done, whole: None, apart: bool = False) -> Outcome:
    """What an import would do. Nothing of it stays. `apart` tries few rows at a time first, so that others can work in between and see how
    far it is, and then those without a fault together."""
    found = sort_rows(draft, actor)
    trial = _Trial(draft, actor, report)
    if apart:
        trial.run(found, around=_undone)
        found = trial.without_bad(found)
    with _undone():
        trial.run(found)
    return trial.outcome(found)


@contextmanager
def _undone() -> Iterator[None]:
    """What is done within leaves nothing."""
    with suppress(_Undo), transaction.atomic():
        yield
        raise _Undo


def import_rows(draft: Draft, actor: Actor, *, request: str = "") -> Outcome:
    """Do it: all rows in one transaction. What is wrong is told as a trial tells it, and then nothing was imported."""
    found = sort_rows(draft, actor)
    if found.problems:
        return try_rows(draft, actor)
    keys: list[int] = []
    try:
        with transaction.atomic():
            keys += _create(draft, actor, found.news, request)
            keys += _edit(draft, actor, found.changes, request)
    except Refused:
        return try_rows(draft, actor)
    return Outcome(len(found.news), len(found.changes), keys=tuple(keys), unchanged=found.unchanged)


def _create(draft: Draft, actor: Actor, rows: Sequence[DraftRow], request: str) -> list[int]:
    if not rows:
        return []
    operation = operation_named(draft.entity.permission("create"))
    done = perform(operation, actor, given=[row.given for row in rows], request=request, reason=f"import of {draft.name}"[:200])
    return [record.pk for record in done.records]


def _edit(draft: Draft, actor: Actor, rows: Sequence[Change], request: str) -> list[int]:
    if not rows:
        return []
    operation = operation_named(draft.entity.permission("edit"))
    keys = [change.key for change in rows]
    versions = {change.key: change.version for change in rows if change.row.version}
    given = [change.given for change in rows]
    perform(operation, actor, on=keys, given=given, versions=versions, request=request, reason=f"import of {draft.name}"[:200])
    return keys


class _Trial:
    """Halves what is refused until every row that is at fault is found, each with its own fault."""

    def __init__(self, draft: Draft, actor: Actor, report: Report) -> None:
        self.draft, self.actor, self.report = draft, actor, report
        self.problems: list[Problem] = []
        self.bad: set[int] = set()
        self.done = self.created = self.changed = 0
        self.stopped = False

    def run(self, found: Sorted, *, around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """Goes through all rows, or until there is more to tell than anybody reads; `around` stands around each few."""
        self.problems += found.problems[:MOST_TOLD]
        self.stopped = self.stopped or len(found.problems) > MOST_TOLD
        self.bad |= {problem.row for problem in found.problems if isinstance(problem, RowFault)}
        self.done = self.created = self.changed = 0
        self.whole = len(found.news) + len(found.changes)
        self._all(found.news, "create", self._new, around)
        self._all(found.changes, "edit", self._change, around)

    def without_bad(self, found: Sorted) -> Sorted:
        """The rows in which no fault was found yet."""
        news = [row for row in found.news if row.line not in self.bad]
        changes = [change for change in found.changes if change.row.line not in self.bad]
        return Sorted(news, changes, found.unchanged)

    def outcome(self, found: Sorted) -> Outcome:
        """What came of it, the faults in the order of the rows."""
        self.problems.sort(key=lambda problem: problem.row if isinstance(problem, RowFault) else 0)
        if self.stopped:
            message = said("The first {most_told} faults are told; there are more.", most_told=MOST_TOLD)
            self.problems.append(Problem("more", self.draft.name, message, said("Mend these and try again.")))
        return Outcome(self.created, self.changed, tuple(self.problems), len(self.bad), unchanged=found.unchanged)

    def _all(
        self, rows: Sequence[Any], verb: str, attempt: Callable[[Any], None], around: Callable[[], AbstractContextManager[None]]
    ) -> None:
        if not rows:
            return
        if not may(self.draft, self.actor, verb):
            doing = word(verb.capitalize()).lower()
            message = said("You may not {doing} {kinds}.", doing=doing, kinds=self.draft.entity.plural)
            self.problems.append(Problem("refused", self.draft.name, message, said("Whoever gives roles here can change that.")))
            self.bad |= {_line(row) for row in rows}
            return
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            with around():
                self._try(block, attempt)
            self.done += len(block)
            if not self.stopped:
                self.report(self.done, self.whole)

    def _new(self, rows: Sequence[DraftRow]) -> None:
        self.created += len(_create(self.draft, self.actor, rows, ""))

    def _change(self, rows: Sequence[Change]) -> None:
        self.changed += len(_edit(self.draft, self.actor, rows, ""))

    def _try(self, rows: Sequence[Any], attempt: Callable[[Any], None]) -> None:
        """The rows together; refused as a whole, each half for itself. Faults that are told by row are taken out at once."""
        self.stopped = self.stopped or len(self.problems) >= MOST_TOLD
        if not rows or self.stopped:
            return
        try:
            with transaction.atomic():
                attempt(rows)
        except Invalid as refusal:
            if refusal.rows and len(rows) > 1:
                for place, fields in refusal.rows.items():
                    self._tell(rows[place], fields)
                self._try([row for place, row in enumerate(rows) if place not in refusal.rows], attempt)
            elif len(rows) == 1:
                self._tell(rows[0], refusal.fields or next(iter(refusal.rows.values()), {}))
            else:
                self._halve(rows, attempt)
        except Refused as refusal:
            if len(rows) == 1:
                self._problem(rows[0], "refused", "", refusal.told)
            else:
                self._halve(rows, attempt)

    def _halve(self, rows: Sequence[Any], attempt: Callable[[Any], None]) -> None:
        middle = len(rows) // 2
        self._try(rows[:middle], attempt)
        self._try(rows[middle:], attempt)

    def _tell(self, row: Any, fields: Mapping[str, Sequence[Any]]) -> None:
        for name, faults in fields.items():
            for fault in faults:
                self._problem(row, fault.code, name, self._worded(row, name, fault))

    def _worded(self, row: Any, name: str, fault: Fault) -> str:
        """The fault's message; of a name that names nothing, with the name as it was written."""
        given = row.given.get(name)
        asked = operation_named(self.draft.entity.permission("create")).inputs.get(name)
        if fault.code != "no-such-record" or not isinstance(asked, Ref) or not isinstance(given, str):
            return fault.message
        return said(
            "there is no {entity_named} '{given}' that you can see.",
            entity_named=entity_named(asked.entity).singular,
            given=given.strip()[:60],
        )

    def _problem(self, row: Any, code: str, name: str, message: str) -> None:
        line = _line(row)
        self.bad.add(line)
        heading = self.draft.columns.get(name) or (name.replace("_", " ").capitalize() if name else "")
        self.problems.append(row_fault(code, line, heading, message))


def _line(row: Any) -> int:
    found: int = row.row.line if isinstance(row, Change) else row.line
    return found
