"""Tells which rows make new records, which change some, and which say what is there already; and what cannot be told apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Stale
from milepost.kernel.importing.changed import Change, change_of
from milepost.kernel.importing.faults import row_fault
from milepost.kernel.importing.sheet import Draft, DraftRow
from milepost.kernel.inputs import Ref
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.operations.checks import check_versions
from milepost.kernel.rows import rows_of
from milepost.values import said

PART = 500


@dataclass(slots=True)
class Sorted:
    """What is to be done with the rows of a file; `unchanged` says nothing new."""

    news: list[DraftRow] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def sort_rows(draft: Draft, actor: Actor) -> Sorted:
    """The rows sorted, with references by title or number found."""
    made, faulty = Sorted(), set[int]()
    keyed = [row for row in draft.rows if row.key]
    keys = _keys_of(draft.entity, actor, [row.key for row in keyed])
    chosen = _once_each(draft, keyed, keys, made, faulty)
    changed = _changes(draft, actor, chosen, made, faulty)
    news = [row for row in draft.rows if not row.key]
    titles = _Titles(draft, actor, [*news, *(change.row for change in changed)])
    made.news = [replace(row, given=given) for row in news if (given := titles.resolved(row, row.given, made)) is not None]
    for change in changed:
        given = titles.resolved(change.row, change.given, made)
        if given is None:
            continue
        if left := change.without_same(given):
            made.changes.append(replace(change, given=left))
        else:
            made.unchanged += 1
    _check_versions(draft.entity, actor, made)
    _check_columns(draft, made)
    return made


def _once_each(
    draft: Draft, rows: Iterable[DraftRow], keys: Mapping[str, int], made: Sorted, faulty: set[int]
) -> list[tuple[int, DraftRow]]:
    found, seen = [], dict[int, int]()
    for row in rows:
        key = keys.get(row.key.upper())
        name = "Number" if draft.entity.prefix and not row.key.isdecimal() else "Id"
        if key is None:
            message = said("there is no {kind} {key} that you can see.", kind=draft.entity.singular, key=row.key[:40])
            remedy = said("Leave the cell empty to create one, or write the number of one that is there.")
            made.problems.append(row_fault("no-such-record", row.line, name, message, remedy))
        elif key in seen:
            message = said("{key} stands in row {seen} already.", key=row.key[:40], seen=seen[key])
            made.problems.append(row_fault("twice", row.line, name, message, said("Keep one of the two rows.")))
        else:
            seen[key] = row.line
            found.append((key, row))
            continue
        faulty.add(row.line)
    return found


def _changes(draft: Draft, actor: Actor, chosen: Sequence[tuple[int, DraftRow]], made: Sorted, faulty: set[int]) -> list[Change]:
    """What each row changes in its record, as it is now; a row that changes nothing is counted."""
    edit = _edit(draft.entity)
    found = []
    for start in range(0, len(chosen), PART):
        part = chosen[start : start + PART]
        now = {row["id"]: row for row in rows_of(draft.entity, actor, [key for key, _ in part])}
        for key, row in part:
            if key not in now:
                continue
            change = change_of(draft.entity, edit, row, now[key])
            for name in change.fixed:
                label = draft.columns.get(name, name)
                message = said("this is set when {a} is made and does not change.", a=_a(draft.entity))
                if name in draft.entity.of_parts(now[key]):
                    message = said("this follows from the {kinds} below it.", kinds=draft.entity.plural)
                made.problems.append(row_fault("fixed", row.line, label, message, said("Write what stood there, or leave the column out.")))
            if change.fixed:
                faulty.add(row.line)
            elif change.given:
                found.append(change)
            else:
                made.unchanged += 1
    return found


def _edit(entity: Entity) -> Operation | None:
    return operation_named(entity.permission("edit")) if entity.editable else None


def _a(entity: Entity) -> str:
    return f"{'an' if entity.singular[0] in 'aeiou' else 'a'} {entity.singular}"


def _check_versions(entity: Entity, actor: Actor, made: Sorted) -> None:
    """A row that was exported before somebody else changed the record is told who changed what."""
    fine = []
    for change in made.changes:
        text = change.row.version
        if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
            message = said("'{text}' is no version; expected a whole number, as it was exported.", text=text[:20])
            made.problems.append(row_fault("no-version", change.row.line, "Version", message, said("Leave the cell as the export has it.")))
            continue
        if text and int(text) != change.version:
            try:
                check_versions(entity, list(visible(entity, actor).filter(pk=change.key)), {change.key: int(text)}, actor)
            except Stale as stale:
                remedy = said("Export the list again and make your change there.")
                told = stale.happened
                made.problems.append(row_fault("stale", change.row.line, "Version", told, remedy))
                continue
        fine.append(change)
    made.changes = fine


def _check_columns(draft: Draft, made: Sorted) -> None:
    """A column that every new record needs and the file lacks is told once, not in each row."""
    create = operation_named(draft.entity.permission("create"))
    if not made.news or draft.name.lower().endswith(".json"):
        return
    missing = [(name, asked) for name, asked in create.inputs.items() if asked.required and name not in draft.columns]
    if not missing:
        return
    for name, asked in missing:
        label = asked.label or name.replace("_", " ").capitalize()
        message = said("There is no column '{label}', which every new {kind} needs.", label=label, kind=draft.entity.singular)
        made.problems.append(
            Problem("column-missing", draft.name, message, said("Add the column; or write into each row the number it changes."))
        )
    made.news = []


def _keys_of(entity: Entity, actor: Actor, asked: Sequence[str]) -> dict[str, int]:
    """Ids by number or id as text."""
    found: dict[str, int] = {}
    for start in range(0, len(asked), PART):
        part = asked[start : start + PART]
        ids = [int(key) for key in part if key.isascii() and key.isdecimal() and len(key) < 19]
        found |= {str(key): key for key in visible(entity, actor).filter(pk__in=ids).values_list("pk", flat=True)}
        if entity.prefix:
            columns: tuple[Any, ...] = ("number", "pk")
            found |= dict(visible(entity, actor).filter(Q(number__in=[key.upper() for key in part])).values_list(*columns))
    return found


class _Titles:
    """References written as titles or numbers, found for all rows at once."""

    def __init__(self, draft: Draft, actor: Actor, rows: Sequence[DraftRow]) -> None:
        self.draft = draft
        inputs = operation_named(draft.entity.permission("create")).inputs
        self.targets = {
            name: entity_named(asked.entity) for name, asked in inputs.items() if isinstance(asked, Ref) and name in draft.columns
        }
        self.known = {name: self._found(target, actor, name, rows) for name, target in self.targets.items()}

    def _found(self, target: Entity, actor: Actor, name: str, rows: Sequence[DraftRow]) -> dict[str, list[int]]:
        texts = sorted({str(row.given.get(name) or "").strip()[:300] for row in rows} - {""})
        found: dict[str, list[int]] = {}
        for start in range(0, len(texts), PART):
            part = texts[start : start + PART]
            title = target.by_name[target.title].attribute
            for key, text in visible(target, actor).filter(Q(**{f"{title}__in": part})).values_list("pk", title):
                found.setdefault(str(text), []).append(key)
            if target.prefix:
                upper = {text.upper(): text for text in part}
                columns: tuple[Any, ...] = ("number", "pk")
                for number, key in visible(target, actor).filter(Q(number__in=list(upper))).values_list(*columns):
                    found.setdefault(upper[number], []).insert(0, key)
                    del found[upper[number]][1:]
        return found

    def resolved(self, row: DraftRow, given: Mapping[str, Any], made: Sorted) -> dict[str, Any] | None:
        """What is given with ids for names; None where a name may be several records, which is told. One that is none is told where the
        reference is read."""
        found, several = dict(given), False
        for name, known in self.known.items():
            text = str(found.get(name) or "").strip()
            keys = known.get(text, [])
            if len(keys) > 1 and not text.isdecimal():
                message = said("{count} {kinds} are called '{text}'.", count=len(keys), kinds=self.targets[name].plural, text=text[:60])
                label = self.draft.columns.get(name, name)
                made.problems.append(
                    row_fault("several", row.line, label, message, said("Write the number or id of the one that is meant."))
                )
                several = True
            elif len(keys) == 1 and not text.isdecimal():
                found[name] = keys[0]
        return None if several else found


def may(draft: Draft, actor: Actor, verb: str) -> bool:
    """Whether the actor may do this anywhere, and the kind of record knows it."""
    allowed = draft.entity.editable if verb == "edit" else draft.entity.creatable
    return allowed and can_anywhere(actor, draft.entity.permission(verb))
