"""Does an import: first tried, with every fault told by row and column and nothing left behind; then as one transaction, or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Invalid, Refused
from milepost.kernel.importing.sheet import Draft, DraftRow
from milepost.kernel.inputs import Ref
from milepost.kernel.operations import operation_named, perform

Report = Callable[[int, int], None]
MOST_TOLD = 500
BLOCK = 100
"""Rows that are tried together: what is wrong in some is looked for among so few."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many records are new and how many changed, or what is wrong; `bad_rows` counts the rows that have a fault."""

    created: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    bad_rows: int = 0
    keys: tuple[int, ...] = field(default=())


class _Undo(Exception):
    """Ends a trial."""


def try_rows(draft: Draft, actor: Actor, *, report: Report = lambda done, whole: None) -> Outcome:
    """What an import would do. Nothing of it stays."""
    outcome = Outcome()
    try:
        with transaction.atomic():
            outcome = _Trial(draft, actor, report).run()
            raise _Undo
    except _Undo:
        return outcome


def import_rows(draft: Draft, actor: Actor, *, request: str = "") -> Outcome:
    """Do it: all rows in one transaction. What is wrong is told as a trial tells it, and then nothing was imported."""
    news, changes, problems = _sorted(draft, actor)
    if problems:
        return try_rows(draft, actor)
    keys: list[int] = []
    try:
        with transaction.atomic():
            keys += _create(draft, actor, news, request)
            keys += _edit(draft, actor, changes, request)
    except Refused:
        return try_rows(draft, actor)
    return Outcome(len(news), len(changes), keys=tuple(keys))


def _create(draft: Draft, actor: Actor, rows: Sequence[DraftRow], request: str) -> list[int]:
    if not rows:
        return []
    operation = operation_named(draft.entity.permission("create"))
    done = perform(operation, actor, given=[row.given for row in rows], request=request, reason=f"import of {draft.name}"[:200])
    return [record.pk for record in done.records]


def _edit(draft: Draft, actor: Actor, rows: Sequence[tuple[int, DraftRow]], request: str) -> list[int]:
    if not rows:
        return []
    operation = operation_named(draft.entity.permission("edit"))
    given = [{name: value for name, value in row.given.items() if name in operation.inputs} for _, row in rows]
    keys = [key for key, _ in rows]
    perform(operation, actor, on=keys, given=given, request=request, reason=f"import of {draft.name}"[:200])
    return keys


class _Trial:
    """Halves what is refused until every row that is at fault is found, each with its own fault."""

    def __init__(self, draft: Draft, actor: Actor, report: Report) -> None:
        self.draft, self.actor, self.report = draft, actor, report
        self.problems: list[Problem] = []
        self.bad: set[int] = set()
        self.done = self.created = self.changed = 0
        self.stopped = False

    def run(self) -> Outcome:
        news, changes, problems = _sorted(self.draft, self.actor)
        self.problems += problems
        self.bad |= _lines(problems)
        self.whole = len(news) + len(changes)
        for rows, verb, attempt in ((news, "create", self._new), (changes, "edit", self._change)):
            if rows and not can_anywhere(self.actor, self.draft.entity.permission(verb)):
                message = f"You may not {verb} {self.draft.entity.plural}."
                self.problems.append(Problem("refused", self.draft.name, message, "Whoever gives roles here can change that."))
                self.bad |= {(row[1] if isinstance(row, tuple) else row).line for row in rows}
                continue
            for start in range(0, len(rows), BLOCK):
                self._try(rows[start : start + BLOCK], attempt)
        if self.stopped:
            message = f"The first {MOST_TOLD} faults are told; there are more."
            self.problems.append(Problem("more", self.draft.name, message, "Mend these and try again."))
        return Outcome(self.created, self.changed, tuple(self.problems), len(self.bad))

    def _new(self, rows: Sequence[DraftRow]) -> None:
        self.created += len(_create(self.draft, self.actor, rows, ""))

    def _change(self, rows: Sequence[tuple[int, DraftRow]]) -> None:
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
                self._problem(rows[0], "refused", "", str(refusal))
            else:
                self._halve(rows, attempt)
        else:
            self.done += len(rows)
            self.report(self.done, self.whole)

    def _halve(self, rows: Sequence[Any], attempt: Callable[[Any], None]) -> None:
        middle = len(rows) // 2
        self._try(rows[:middle], attempt)
        self._try(rows[middle:], attempt)

    def _tell(self, row: Any, fields: Mapping[str, Sequence[Any]]) -> None:
        for name, faults in fields.items():
            for fault in faults:
                self._problem(row, fault.code, name, fault.message)

    def _problem(self, row: Any, code: str, name: str, message: str) -> None:
        line = (row[1] if isinstance(row, tuple) else row).line
        self.bad.add(line)
        self.done += 1
        place = place_of(self.draft, line, name)
        self.problems.append(Problem(code, place, message[:1].upper() + message[1:]))


def _lines(problems: Sequence[Problem]) -> set[int]:
    """The rows that problems name."""
    return {int(problem.place.removeprefix("row ").partition(",")[0]) for problem in problems}


def place_of(draft: Draft, line: int, name: str) -> str:
    """Where a fault is, for a person: "row 7, column 'Email'"."""
    heading = draft.columns.get(name) or (name.replace("_", " ").capitalize() if name else "")
    return f"row {line}, column '{heading}'" if heading else f"row {line}"


def _sorted(draft: Draft, actor: Actor) -> tuple[list[DraftRow], list[tuple[int, DraftRow]], list[Problem]]:
    """The rows that make new records and those that change some, references by title found; what cannot be told apart is a problem."""
    problems: list[Problem] = []
    rows = _resolved(draft, actor, problems)
    bad = _lines(problems)
    keys = _keys_of(draft.entity, actor, [row.key for row in rows if row.key])
    news, changes, seen = [], [], dict[int, int]()
    for row in rows:
        if row.line in bad:
            continue
        if not row.key:
            news.append(row)
            continue
        key = keys.get(row.key.upper())
        if key is None:
            message = f"There is no {draft.entity.singular} {row.key} that you can see. Leave the cell empty to create one."
            problems.append(Problem("no-such-record", place_of(draft, row.line, "number"), message))
        elif key in seen:
            message = f"{row.key} stands in row {seen[key]} already."
            problems.append(Problem("twice", place_of(draft, row.line, "number"), message))
        else:
            seen[key] = row.line
            changes.append((key, row))
    return news, changes, problems


def _keys_of(entity: Entity, actor: Actor, asked: Sequence[str]) -> dict[str, int]:
    """Ids by number or id as text."""
    ids = [int(key) for key in asked if key.isdecimal() and len(key) < 19]
    found = {str(key): key for key in visible(entity, actor).filter(pk__in=ids).values_list("pk", flat=True)}
    if entity.prefix:
        where = Q(number__in=[key.upper() for key in asked])
        columns: tuple[Any, ...] = ("number", "pk")
        found |= dict(visible(entity, actor).filter(where).values_list(*columns))
    return found


def _resolved(draft: Draft, actor: Actor, problems: list[Problem]) -> list[DraftRow]:
    """Rows whose references are ids where a name was written; a name that several records have is a problem, one that none has is told
    where the reference is read."""
    operation = operation_named(draft.entity.permission("create"))
    named = {
        name: entity_named(asked.entity) for name, asked in operation.inputs.items() if isinstance(asked, Ref) and name in draft.columns
    }
    known: dict[str, dict[str, list[int]]] = {}
    for name, target in named.items():
        texts = {str(row.given.get(name) or "").strip() for row in draft.rows} - {""}
        titles = [text for text in texts if not text.isdecimal()]
        found: dict[str, list[int]] = {}
        for start in range(0, len(titles), 500):
            part = titles[start : start + 500]
            where = Q(**{f"{target.title}__in": part})
            for key, title in visible(target, actor).filter(where).values_list("pk", target.title):
                found.setdefault(str(title), []).append(key)
        known[name] = found
    made = []
    for row in draft.rows:
        given = dict(row.given)
        for name, found in known.items():
            text = str(given.get(name) or "").strip()
            keys = found.get(text, [])
            if len(keys) > 1:
                message = f"{len(keys)} {named[name].plural} are called '{text}'; write the number or id of one."
                problems.append(Problem("several", place_of(draft, row.line, name), message))
            elif keys:
                given[name] = keys[0]
        made.append(DraftRow(row.line, row.key, given))
    return made
