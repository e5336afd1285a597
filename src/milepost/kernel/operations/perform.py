"""Does an operation: one transaction in which it is allowed, checked, done, saved and journalled, or nothing happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError

from milepost.kernel.access import Actor, can_anywhere, reach
from milepost.kernel.call import Call, current, nested, new_batch, running
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied
from milepost.kernel.journal import write_entries
from milepost.kernel.models import Record
from milepost.kernel.operations.after import react, together
from milepost.kernel.operations.again import again
from milepost.kernel.operations.checks import check_seen, check_states, check_versions, chosen, not_alone
from milepost.kernel.operations.difference import difference, snapshot
from milepost.kernel.operations.integrity import translated
from milepost.kernel.operations.numbering import draw_numbers
from milepost.kernel.operations.operation import Operation
from milepost.kernel.operations.place import check_place, denied_there
from milepost.kernel.operations.reading import read_inputs
from milepost.kernel.operations.shown import shown_of
from milepost.values import said

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """The records as they are now (of a deletion: as they were), and the batch under which the journal has it."""

    records: tuple[Record, ...]
    batch: str

    @property
    def shown(self) -> Mapping[int, dict[str, Any]]:
        """By record what is given back now and never again."""
        return {record.pk: shown for record in self.records if (shown := shown_of(record))}


@dataclass(frozen=True, slots=True)
class Countersigned:
    """What is done was drafted by one account and is countersigned by the actor, perhaps in the place of another account."""

    drafted_by: int | None
    in_place_of: int | None = None


def perform(
    operation: Operation,
    actor: Actor,
    *,
    on: Sequence[int] = (),
    given: Raw | Sequence[Raw] = (),
    versions: Mapping[int, int] | None = None,
    request: str = "",
    reason: str = "",
    cause: str = "",
    batch: str = "",
    countersigned: Countersigned | None = None,
) -> Done:
    """Do the operation on the records `on`, in their order, or create one record for each of `given`.

    `given` is one mapping of inputs for all records, or one for each. `versions` are those the caller has read. `cause` is the batch
    that it takes back, `batch` its own where others that belong to it are known by that already. Within another operation it is allowed
    because that was, and the journal names it as cause. What is `countersigned` is allowed only by the actor's own grants even there.
    Raises Missing, Denied, Invalid, WrongState, Stale or Busy; then nothing was changed.
    """
    outer = current()
    call = nested(outer, reason) if outer is not None else Call(actor, request, reason, cause=cause, batch=batch or new_batch())
    trusted = outer is not None and countersigned is None
    if countersigned is not None:
        call = replace(call, drafted_by=countersigned.drafted_by, in_place_of={None: countersigned.in_place_of})
    elif operation.countersigned and not trusted and not actor.unbounded:
        raise Denied(
            said(
                "Nobody does this alone: draft it (draft.create, for {operation}), and somebody else countersigns it.",
                operation=operation.name,
            )
        )

    tried: list[Record] = []

    def attempt() -> list[Record]:
        with together(), running(call):
            if operation.kind == "create":
                found = _create(operation, [given] if isinstance(given, Mapping) else list(given), call, trusted=trusted, tried=tried)
            else:
                found = _change(operation, on, given, versions or {}, call, trusted=trusted, tried=tried)
            react(operation.name, found)
            return found

    try:
        records = again(attempt)
    except IntegrityError as error:
        if not trusted:
            check_place(operation, tried, call.actor)
        raise translated(error, operation.entity.model) from error
    return Done(tuple(records), call.batch)


def _create(operation: Operation, given: Sequence[Raw], call: Call, *, trusted: bool, tried: list[Record]) -> list[Record]:
    entity, at = operation.entity, now()
    inner = operation.inner and not call.actor.unbounded
    if not trusted and (inner or not can_anywhere(call.actor, operation.name)):
        raise not_alone(said("You may not create {kinds}.", kinds=entity.plural), operation, call.actor)
    values = read_inputs(operation.inputs, given, actor=call.actor, partial=False, trusted=trusted)
    records = [entity.model(created_at=at, changed_at=at) for _ in values]
    for record, row in zip(records, values, strict=True):
        if entity.workflow is not None:
            setattr(record, entity.workflow.column, entity.workflow.initial)
        operation.function([record], **row)
    if operation.then is not None:
        operation.then(records)
    tried[:] = records
    if entity.prefix:
        draw_numbers(entity.prefix, records)
    entity.model._default_manager.bulk_create(records)
    if not trusted:
        still_reached(operation, records, call.actor)
    write_entries(operation.name, entity.name, [(r, difference({}, snapshot(entity, r))) for r in records], call=call, at=at)
    return records


def _change(
    operation: Operation,
    on: Sequence[int],
    given: Raw | Sequence[Raw],
    versions: Mapping[int, int],
    call: Call,
    *,
    trusted: bool,
    tried: list[Record],
) -> list[Record]:
    entity = operation.entity
    records = chosen(operation, on, call.actor, trusted=trusted)
    check_versions(entity, records, versions, call.actor)
    check_states(operation, records)
    given_names = given if isinstance(given, Mapping) else {name for row in given for name in row}
    check_seen(operation, on, given_names, call.actor, trusted=trusted)
    before = [snapshot(entity, record) for record in records]
    reasons: dict[int, str] = {}
    for group, row in _grouped(operation, records, given, call.actor, trusted=trusted):
        told = replace(call, reason=str(row.get("reason") or call.reason))
        with running(told):
            operation.function(group, **row)
        reasons |= {record.pk: told.reason for record in group}
    if operation.then is not None:
        operation.then(records)
    move = entity.workflow.move(operation.verb) if entity.workflow is not None else None
    if entity.workflow is not None and move is not None:
        for record in records:
            setattr(record, entity.workflow.column, move.target)
    tried[:] = records
    if operation.kind == "delete":
        return _delete(operation, records, before, call, reasons)
    return _save(operation, records, before, call, reasons, trusted=trusted)


def _grouped(
    operation: Operation, records: list[Record], given: Raw | Sequence[Raw], actor: Actor, *, trusted: bool
) -> list[tuple[list[Record], dict[str, Any]]]:
    """The records with their inputs: all of them together when one mapping is for all, else each with its own."""
    if isinstance(given, Mapping) or not given:
        shared = given if isinstance(given, Mapping) else {}
        values = read_inputs(operation.inputs, [shared], actor=actor, partial=operation.partial, trusted=trusted)
        return [(records, values[0])]
    values = read_inputs(operation.inputs, given, actor=actor, partial=operation.partial, trusted=trusted)
    return [([record], row) for record, row in zip(records, values, strict=True)]


def _save(
    operation: Operation, records: list[Record], before: list[dict[str, Any]], call: Call, reasons: Mapping[int, str], *, trusted: bool
) -> list[Record]:
    """Write what changed, in one statement; a record without a difference keeps its version."""
    entity, at = operation.entity, now()
    changed = []
    for record, was in zip(records, before, strict=True):
        found = difference(was, snapshot(entity, record))
        if found or operation.kind == "verb":
            record.version += 1
            record.changed_at = at
            changed.append((record, found))
    if changed:
        names = {name for _, found in changed for name in found} | {"version", "changed_at"}
        entity.model._default_manager.bulk_update([record for record, _ in changed], sorted(names))
        if not trusted:
            still_reached(operation, [record for record, _ in changed], call.actor)
        write_entries(operation.name, entity.name, changed, call=call, at=at, reasons=reasons)
    return records


def _delete(
    operation: Operation, records: list[Record], before: list[dict[str, Any]], call: Call, reasons: Mapping[int, str]
) -> list[Record]:
    entity, at = operation.entity, now()
    gone = [(record, difference(was, {}) | _number(record)) for record, was in zip(records, before, strict=True)]
    write_entries(operation.name, entity.name, gone, call=call, at=at, reasons=reasons)
    entity.model._default_manager.filter(pk__in=[record.pk for record in records]).delete()
    return records


def _number(record: Record) -> dict[str, list[Any]]:
    """The number it had: nothing else would know it any more."""
    number = getattr(record, "number", None)
    return {} if number is None else {"number": [number, None]}


def still_reached(operation: Operation, records: Sequence[Record], actor: Actor) -> None:
    """Nobody creates a record, or moves one, to where they could not have done so. Raises Denied."""
    entity = operation.entity
    keys = [record.pk for record in records]
    where = reach(entity, actor, operation.name)
    if not where:  # everywhere
        return
    allowed = entity.model._default_manager.filter(where, pk__in=keys).count()
    if allowed != len(keys):
        raise not_alone(denied_there(operation).told, operation, actor, records)
