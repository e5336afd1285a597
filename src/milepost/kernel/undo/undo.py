"""Finds the way back from a batch of the journal, and goes it.

An edit goes back by an edit with the values from before, a creation by a deletion, a move between states by the operation that leads back,
a deletion by bringing back the records under their ids and numbers. Where there is no way, it is said why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.ids import among
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing, WrongState
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import Done, Operation, operation_named, operations, perform
from milepost.kernel.operations.restore import Was, is_whole, restore

REASON = "undone"


@dataclass(frozen=True, slots=True)
class Way:
    """The operation that leads back, on which records in which versions, with which inputs for each; `gone` are records to bring back."""

    operation: Operation
    keys: tuple[int, ...]
    versions: dict[int, int]
    given: tuple[dict[str, Any], ...] = ()
    gone: tuple[Was, ...] = ()

    @property
    def told(self) -> str:
        """What going it does, in a few words."""
        one = self.operation.entity
        verb = "bring back" if self.gone else self.operation.label.lower()
        return f"{verb} {len(self.keys)} {one.singular if len(self.keys) == 1 else one.plural}"


class _NoWay(Exception):
    """Why there is none, as a sentence."""


def undo(actor: Actor, batch: str, *, request: str = "") -> Done:
    """Take back what the actor did in a batch. Raises Missing for one that is not theirs, WrongState where there is no way back, and what
    the operation raises that leads back: Stale, with who and what, when somebody changed a record since."""
    return go(actor, batch, way(actor, batch), request=request)


def go(actor: Actor, batch: str, found: Way, *, request: str = "") -> Done:
    """Go a way that `way` has found."""
    if found.gone:
        entity = found.operation.entity
        return restore(entity, actor, found.gone, request=request, reason=REASON, cause=batch)
    on, given = list(found.keys), found.given
    return perform(found.operation, actor, on=on, given=given, versions=found.versions, request=request, reason=REASON, cause=batch)


def way(actor: Actor, batch: str) -> Way:
    """The way back from a batch of the actor's own. Raises Missing for one that is not theirs, WrongState with the reason for none."""
    entries = _entries(actor, batch)
    if not entries:
        raise Missing("There is nothing of yours to take back there.")
    try:
        return _found(actor, entries)
    except _NoWay as why:
        raise WrongState(f"This cannot be taken back: {why}", state="done", allowed=()) from None


def way_back(actor: Actor, batch: str) -> Way | None:
    """The way back, if there is one that the actor may go somewhere."""
    try:
        found = way(actor, batch)
    except (Missing, WrongState):
        return None
    return found if can_anywhere(actor, found.operation.name) else None


def last_batch(actor: Actor) -> str | None:
    """What the actor did last, the undoing of something left aside."""
    found = _own(actor).filter(cause="").order_by("-id").first()
    return None if found is None else found.batch


def _own(actor: Actor) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(account_id=actor.account) if actor.account is not None else JournalEntry.objects.filter(account=None)


def _entries(actor: Actor, batch: str) -> list[JournalEntry]:
    return list(_own(actor).filter(batch=batch.replace("\x00", "\ufffd")).order_by("id"))


def _found(actor: Actor, entries: Sequence[JournalEntry]) -> Way:
    if len({(entry.entity, entry.operation) for entry in entries}) != 1:
        raise _NoWay("it was more than one thing.")
    _check_undone(entries)
    _check_alone(entries[0].batch)
    try:
        entity, done = entity_named(entries[0].entity), operation_named(entries[0].operation)
    except KeyError:
        raise _NoWay("what did it is no longer a part of Milepost.") from None
    if any(entry.erased for entry in entries):
        raise _NoWay("personal data of it was erased since.")
    ways = {"create": _deleting, "edit": _editing, "delete": _restoring}
    return ways[done.kind](entity, entries) if done.kind in ways else _moving(entity, done, entries)


def _check_undone(entries: Sequence[JournalEntry]) -> None:
    """By its records too, for whoever does something may give the same reason, which what it calls then bears with the same cause."""
    first, keys = entries[0], [entry.record for entry in entries]
    later = JournalEntry.objects.filter(cause=first.batch, reason=REASON, entity=first.entity, record__in=among(keys))
    found = later.select_related("account").first()
    if found is not None:
        who = found.account.name if found.account else "the house"
        raise _NoWay(f"{who} took it back already, at {found.at:%H:%M on %d %B %Y} UTC.")


def _check_alone(batch: str) -> None:
    """That no other operation was called by it: one has its own way back, and both would have to be gone together. What is not undone has
    nothing else that names it as its cause."""
    called = JournalEntry.objects.filter(cause=batch).values_list("operation", flat=True).first()
    if called is not None:
        raise _NoWay(f"it did something else as well ({called}), which has to be changed back by hand.")


def _deleting(entity: Entity, entries: Sequence[JournalEntry]) -> Way:
    if not entity.deletable:
        raise _NoWay(f"{entity.plural} are never deleted; close it or change it instead.")
    return _way(operation_named(entity.permission("delete")), entries)


def _editing(entity: Entity, entries: Sequence[JournalEntry]) -> Way:
    edit = operation_named(entity.permission("edit"))
    given = []
    for entry in entries:
        if beside := sorted(set(entry.difference) - set(edit.inputs)):
            raise _NoWay(f"it changed {', '.join(_label(entity, name) for name in beside)} too, which nobody types.")
        given.append({name: before for name, (before, _) in entry.difference.items()})
    return _way(edit, entries, tuple(given))


def _restoring(entity: Entity, entries: Sequence[JournalEntry]) -> Way:
    create = operation_named(entity.permission("create"))
    if create.inner:
        raise _NoWay(f"{entity.plural} are made by other operations only.")
    if not is_whole(entity):
        raise _NoWay(f"of a deleted {entity.singular} not everything is kept.")
    told = JournalEntry.objects.filter(entity=entity.name, record__in=among([entry.record for entry in entries]))
    made = dict(told.values("record").annotate(made=Min("at")).values_list("record", "made"))
    gone = tuple(
        Was(
            entry.record,
            entry.version,
            (entry.difference.get("number") or [""])[0],
            made[entry.record],
            {name: before for name, (before, _) in entry.difference.items()},
        )
        for entry in entries
    )
    there = entity.model._default_manager.filter(pk__in=among([one.id for one in gone])).exists()
    if there:
        raise _NoWay("it was brought back already.")
    return Way(create, tuple(one.id for one in gone), {}, (), gone)


def _moving(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Way:
    """The operation that leads from where the records came to where they were; only where nothing else was changed, or where it says that
    it takes that back."""
    workflow = entity.workflow
    move = workflow.move(done.verb) if workflow is not None else None
    if workflow is None or move is None:
        raise _NoWay(f"nothing leads back from '{done.label.lower()}'; what it did has to be changed by hand.")
    came_from = {tuple(entry.difference.get(workflow.column, ())) for entry in entries}
    if len(came_from) != 1 or () in came_from:
        raise _NoWay("they were in several states before.")
    before, after = next(iter(came_from))
    only_state = all(set(entry.difference) == {workflow.column} for entry in entries)
    for one in operations(entity):
        back = workflow.move(one.verb)
        if back is None or after not in back.sources or back.target != before or any(i.required for i in one.inputs.values()):
            continue
        if only_state or done.verb in back.takes_back:
            return _way(one, entries)
    raise _NoWay(f"nothing leads from {workflow.states[after].lower()} back to {workflow.states[before].lower()} by itself.")


def _way(operation: Operation, entries: Sequence[JournalEntry], given: tuple[dict[str, Any], ...] = ()) -> Way:
    keys = tuple(entry.record for entry in entries)
    return Way(operation, keys, {entry.record: entry.version for entry in entries}, given)


def _label(entity: Entity, name: str) -> str:
    return entity.by_name[name].label if name in entity.by_name else name
