"""A record as it was: its journal unwound from now back to a moment or a version, masked as the record is now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Instant, Ref
from milepost.kernel.journal.read import columns_shown, entries_of
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named
from milepost.kernel.past.gone import gone_row
from milepost.kernel.rows import read_row
from milepost.kernel.rows.shape import fields_of
from milepost.values import said

Json = dict[str, Any]
Later = Callable[[JournalEntry], bool]


@dataclass(frozen=True, slots=True)
class Then:
    """`row` as doors show rows. `now` is the row of today, None when the record is gone; `changed` are the fields in which they differ.
    `by` is who had changed it last, and `version` the one it had."""

    row: Json
    now: Json | None
    version: int
    by: str | None
    changed: frozenset[str] = field(default_factory=frozenset)


def row_at(entity: Entity, actor: Actor, key: int | str, moment: datetime) -> Then:
    """The record as it was at a moment. Raises Missing when there was none that the actor may know of."""
    return _unwound(entity, actor, key, lambda entry: entry.at > moment, said("at {write}", write=Instant().write(moment)))


def row_at_version(entity: Entity, actor: Actor, key: int | str, version: int) -> Then:
    """The record as it was in a version. Raises Missing for one it never had."""

    def later(entry: JournalEntry) -> bool:
        return entry.version > version or _kind(entry) == "delete"  # a deletion bears the version that it ended

    found = _unwound(entity, actor, key, later, said("in version {version}", version=version))
    if found.version != version:
        raise Missing(
            said("There is no version {version} of it; the last is {now}.", version=version, now=(found.now or found.row)["version"])
        )
    return found


def _unwound(entity: Entity, actor: Actor, key: int | str, later: Later, told: str) -> Then:
    try:
        now: Json | None = read_row(entity, actor, key)
    except Missing:
        now = None
    last = now or gone_row(entity, actor, key)
    shown = columns_shown(entity, actor, last["id"], gone=now is None)
    row, there, place = dict(last), now is not None, None
    entries = iter(entries_of(entity, last["id"]).iterator(chunk_size=200))
    for entry in entries:
        if not later(entry):
            place = entry
            break
        there = _kind(entry) != "create" and (there or _kind(entry) == "delete")
        row |= {name: before for name, (before, _) in entry.difference.items() if name in shown}
    if place is not None and _kind(place) == "delete":
        there = False
    if not there or place is None:
        raise Missing(said("There was no {kind} {key} {told}.", kind=entity.singular, key=key, told=told))
    row["version"], row["changed_at"] = place.version, Instant().write(place.at)
    if now is None:
        row["created_at"] = Instant().write(_created(place, entries).at)
    row = _titled(entity, actor, row, last)
    changed = frozenset(name for name in entity.by_name if now is not None and name in row and row[name] != now.get(name))
    if now is not None and entity.workflow is not None and row[entity.workflow.column] != now[entity.workflow.column]:
        changed |= {entity.workflow.column}
    return Then(row, now, place.version, place.account.name if place.account else None, changed)


def _kind(entry: JournalEntry) -> str:
    try:
        return operation_named(entry.operation).kind
    except KeyError:  # of a room that is no longer there
        return entry.operation.rpartition(".")[2]


def _created(place: JournalEntry, earlier: Iterable[JournalEntry]) -> JournalEntry:
    """The first entry of all."""
    for entry in earlier:
        place = entry
    return place


def _titled(entity: Entity, actor: Actor, row: Json, now: Json) -> Json:
    """With titles for the references that were others then: what those records are called now, of those the actor can see."""
    made = {}
    computed = {column.name for column in entity.computed}
    for name in fields_of(entity):
        if name not in row or name in computed:  # worked out now, and not then
            continue
        value = row[name]
        column = entity.by_name.get(name)
        if column is not None and isinstance(column.input, Ref) and isinstance(value, int):
            value = _reference(column.input, actor, value, now.get(name))
        made[name] = value
    return made


def _reference(asked: Ref, actor: Actor, key: int, known: Any) -> Json:
    if isinstance(known, dict) and known.get("id") == key:
        return known
    target = entity_named(asked.entity)
    title = visible(target, actor).filter(pk=key).values_list(target.title, flat=True).first()
    return {"id": key, "title": None if title is None else str(title)}
