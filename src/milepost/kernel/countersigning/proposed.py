"""What a draft proposes: checked as far as it can be without doing it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, can_anywhere, reach, visible
from milepost.kernel.countersigning.authority import kinds_of_place
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Fault, Invalid, Missing
from milepost.kernel.models import Draft, Record
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.operations.checks import check_states, check_versions, named
from milepost.kernel.operations.reading import read_inputs
from milepost.values import said


def operation_of(draft: Draft) -> Operation:
    """The operation proposed. Raises Invalid for one that this version does not have any more."""
    try:
        return operation_named(draft.operation)
    except KeyError:
        raise Invalid(
            {"operation": [Fault("no-such-operation", said("there is no operation {operation} any more.", operation=draft.operation))]}
        ) from None


def check(draft: Draft, actor: Actor) -> None:
    """Sets what the draft is called, where it is, and the version it is written at. Raises Missing, Denied, WrongState or Invalid: with
    the faults of the inputs, as the operation would tell them."""
    operation = operation_of(draft)
    record = _record(draft, operation, actor)
    draft.record_version = record.version if record is not None else None
    doing = operation.verb.replace("-", " ").capitalize()
    given = draft.inputs if draft.inputs is not None else {}
    if not isinstance(given, dict):
        raise Invalid(
            {"inputs": [Fault("no-inputs", said('these are no inputs; expected an object such as {"name": "Harbour Council"}.'))]}
        )
    draft.inputs = given
    values = read_inputs(operation.inputs, [given], actor=actor, partial=operation.partial)[0]
    draft.place_kind, draft.place = _place(operation.entity, record, values)
    draft.subject = f"{doing} {named(operation.entity, record) if record is not None else _new(operation, values)}"[:200]


def check_unchanged(draft: Draft, actor: Actor) -> None:
    """Raises Stale, with who changed what, where the record is no longer as the draft's author read it; Missing where it is gone."""
    operation = operation_of(draft)
    if draft.record is None:
        return
    records = list(operation.entity.model._default_manager.filter(pk=draft.record))
    if not records:
        raise Missing(said("The {kind} that this draft is about is gone. Withdraw it.", kind=operation.entity.singular))
    check_versions(operation.entity, records, {draft.record: draft.record_version or 0}, actor)


def _place(entity: Entity, record: Record | None, values: Mapping[str, Any]) -> tuple[str, int | None]:
    """Where the record is, or the one that is to be made: in the first kind of place that its scopes know."""
    for kind in kinds_of_place():
        first, _, rest = entity.scopes.get(kind, "").partition("__")
        if record is not None and first:
            there: Any = getattr(record, first, None)
        else:
            there = values.get(first.removesuffix("_id"))
            there = there.pk if there is not None and not rest else there
        for name in rest.split("__") if rest else ():
            there = getattr(there, name, None)
        if isinstance(there, int):
            return kind, there
    return "", None


def _new(operation: Operation, values: Mapping[str, Any]) -> str:
    """What is to be made, in a sentence: by its title, where that is text that all who see the record see."""
    entity = operation.entity
    title = values.get(entity.title)
    return f"{entity.singular} '{title[:60]}'" if isinstance(title, str) else entity.singular


def _record(draft: Draft, operation: Operation, actor: Actor) -> Record | None:
    """The record it is about, which the actor sees and on which they may draft the operation; None for one that creates."""
    entity, drafter = operation.entity, actor.as_drafter()
    if operation.kind == "create":
        if draft.record is not None:
            raise Invalid(
                {"record": [Fault("not-wanted", said("{operation} makes a record and is about none.", operation=operation.name))]}
            )
        if not can_anywhere(drafter, operation.name):
            raise Denied(
                said(
                    "You may not draft this: no grant of yours holds {operation}, under countersignature or not.", operation=operation.name
                )
            )
        return None
    if draft.record is None:
        raise Invalid(
            {"record": [Fault("required", said("which {kind}? {operation} is about one.", kind=entity.singular, operation=operation.name))]}
        )
    record = visible(entity, actor).filter(pk=draft.record).first()
    if record is None:
        raise Missing(said("There is no {kind} {record} that you can see.", kind=entity.singular, record=draft.record))
    where: Q = reach(entity, drafter, operation.name)
    if not entity.model._default_manager.filter(where, pk=draft.record).exists():
        raise Denied(said("You may see {record} and may not draft this for it.", record=named(entity, record)))
    check_states(operation, [record])
    return record
