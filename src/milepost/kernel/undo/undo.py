"""Finds the way back from a batch of the journal, and goes it.

An edit goes back by an edit with the values from before, a creation by a deletion, a move between states by the operation that leads
back. What called other operations, or was changed by somebody since, has no way back; nor has a deletion, whose record is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing, WrongState
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import Done, Operation, operation_named, operations, perform

REASON = "undone"


@dataclass(frozen=True, slots=True)
class Way:
    """The operation that leads back, on which records in which versions, with which inputs for each."""

    operation: Operation
    keys: tuple[int, ...]
    versions: dict[int, int]
    given: tuple[dict[str, Any], ...]


def undo(actor: Actor, batch: str, *, request: str = "") -> Done:
    """Take back what the actor did in a batch. Raises Missing for one that is not theirs, WrongState where there is no way back, and what
    the operation raises that leads back: Stale when somebody changed a record since."""
    entries = _entries(actor, batch)
    if not entries:
        raise Missing("There is nothing of yours to take back there.")
    way = way_back(actor, batch)
    if way is None:
        raise WrongState("This cannot be taken back by itself.", state="done", allowed=())
    on = list(way.keys)
    return perform(way.operation, actor, on=on, given=way.given, versions=way.versions, request=request, reason=REASON)


def way_back(actor: Actor, batch: str) -> Way | None:
    """The way back from a batch of the actor's own, if there is one."""
    entries = _entries(actor, batch)
    if not entries or JournalEntry.objects.filter(cause=batch).exists():
        return None
    if len({(entry.entity, entry.operation) for entry in entries}) != 1:
        return None
    entity = entity_named(entries[0].entity)
    verb = entries[0].operation.rpartition(".")[2]
    if verb == "create":
        return _deleting(entity, entries)
    if verb == "edit":
        return _editing(entity, entries)
    return None if verb == "delete" else _moving(entity, verb, entries)


def _entries(actor: Actor, batch: str) -> list[JournalEntry]:
    own = {"account__isnull": True} if actor.account is None else {"account_id": actor.account}
    return list(JournalEntry.objects.filter(batch=batch, **own).order_by("id"))


def _deleting(entity: Entity, entries: Sequence[JournalEntry]) -> Way | None:
    return _way(operation_named(entity.permission("delete")), entries) if entity.deletable else None


def _editing(entity: Entity, entries: Sequence[JournalEntry]) -> Way | None:
    edit = operation_named(entity.permission("edit"))
    given = []
    for entry in entries:
        if not set(entry.difference) <= set(edit.inputs):
            return None
        given.append({name: before for name, (before, _) in entry.difference.items()})
    return _way(edit, entries, tuple(given))


def _moving(entity: Entity, verb: str, entries: Sequence[JournalEntry]) -> Way | None:
    """The operation that leads from where the records came to where they were; only where nothing else was changed."""
    workflow = entity.workflow
    move = workflow.move(verb) if workflow is not None else None
    if workflow is None or move is None:
        return None
    came_from = {tuple(entry.difference.get(workflow.column, ())) for entry in entries}
    if len(came_from) != 1 or any(set(entry.difference) != {workflow.column} for entry in entries):
        return None
    before, after = next(iter(came_from))
    for one in operations(entity):
        back = workflow.move(one.verb)
        if back is not None and after in back.sources and back.target == before and not any(i.required for i in one.inputs.values()):
            return _way(one, entries)
    return None


def _way(operation: Operation, entries: Sequence[JournalEntry], given: tuple[dict[str, Any], ...] = ()) -> Way:
    keys = tuple(entry.record for entry in entries)
    return Way(operation, keys, {entry.record: entry.version for entry in entries}, given)
