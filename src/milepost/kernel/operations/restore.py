"""Brings deleted records back as they were, under their old ids and numbers, so that what hung on them hangs on them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.call import Call, new_batch, running
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied
from milepost.kernel.inputs import Upload
from milepost.kernel.journal import write_entries
from milepost.kernel.models import Record
from milepost.kernel.operations.after import react, together
from milepost.kernel.operations.again import again
from milepost.kernel.operations.difference import difference, snapshot
from milepost.kernel.operations.generated import empty_value
from milepost.kernel.operations.integrity import translated
from milepost.kernel.operations.operation import Operation, operation_named
from milepost.kernel.operations.perform import Done, still_reached
from milepost.kernel.operations.place import check_place
from milepost.values import said

OWN = frozenset({"id", "version", "created_at", "changed_at", "number"})


@dataclass(frozen=True, slots=True)
class Was:
    """A record as it last was: `values` as the journal has them, by column."""

    id: int
    version: int
    number: str
    created_at: datetime
    values: dict[str, Any]


def is_whole(entity: Entity) -> bool:
    """Whether the journal holds all there is of a record: no file beside it, no secret, nothing that is in no column."""
    states = {entity.workflow.column} if entity.workflow is not None else set()
    told = {column.attribute for column in entity.columns if not isinstance(column.input, Upload)} | OWN | states
    return all(field.attname in told for field in entity.model._meta.concrete_fields)


def restore(
    entity: Entity, actor: Actor, records: Sequence[Was], *, request: str = "", reason: str = "", cause: str = "", batch: str = ""
) -> Done:
    """The journal has it as a creation; every rule of one holds. Raises what `perform` raises."""
    operation = operation_named(entity.permission("create"))
    if not can_anywhere(actor, operation.name) or (operation.inner and not actor.unbounded):
        raise Denied(said("You may not create {kinds}, and so not bring one back.", kinds=entity.plural))
    call = Call(actor, request, reason, cause=cause, batch=batch or new_batch())
    made: list[Record] = []

    def attempt() -> list[Record]:
        with together(), running(call):
            at = now()
            made[:] = [_made(entity, was, at) for was in records]
            found = _restored(operation, made, call, at)
            react(operation.name, found)
            return found

    try:
        return Done(tuple(again(attempt)), call.batch)
    except IntegrityError as error:
        check_place(operation, made, actor)
        raise translated(error, entity.model) from error


def _restored(operation: Operation, made: list[Record], call: Call, at: datetime) -> list[Record]:
    entity = operation.entity
    if operation.then is not None:
        operation.then(made)
    entity.model._default_manager.bulk_create(made)
    still_reached(operation, made, call.actor)
    write_entries(operation.name, entity.name, [(one, difference({}, snapshot(entity, one))) for one in made], call=call, at=at)
    return made


def _made(entity: Entity, was: Was, at: datetime) -> Record:
    record = entity.model(version=was.version + 1, created_at=was.created_at, changed_at=at)
    record.pk = was.id
    if entity.prefix:
        record.number = was.number  # type: ignore[attr-defined]
    if entity.workflow is not None:
        setattr(record, entity.workflow.column, was.values.get(entity.workflow.column) or entity.workflow.initial)
    for column in entity.columns:
        value = was.values.get(column.name)
        kept = empty_value(entity, column.name) if column.input.is_empty(value) else column.input.read(value)
        setattr(record, column.attribute, kept)
    return record
