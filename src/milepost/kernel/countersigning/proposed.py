"""What a draft proposes: checked as far as it can be without doing it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, can_anywhere, reach, visible
from milepost.kernel.errors import Denied, Fault, Invalid, Missing
from milepost.kernel.models import Draft, Record
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.operations.checks import check_states, check_versions, named
from milepost.kernel.operations.reading import read_inputs


def operation_of(draft: Draft) -> Operation:
    """The operation proposed. Raises Invalid for one that this version does not have any more."""
    try:
        return operation_named(draft.operation)
    except KeyError:
        raise Invalid({"operation": [Fault("no-such-operation", f"there is no operation {draft.operation} any more.")]}) from None


def check(draft: Draft, actor: Actor) -> None:
    """Sets what the draft is called and the version it is written at. Raises Missing, Denied, WrongState or Invalid: with the faults of
    the inputs, as the operation would tell them."""
    operation = operation_of(draft)
    record = _record(draft, operation, actor)
    draft.record_version = record.version if record is not None else None
    doing = operation.verb.replace("-", " ").capitalize()
    given = draft.inputs if draft.inputs is not None else {}
    if not isinstance(given, dict):
        raise Invalid({"inputs": [Fault("no-inputs", 'these are no inputs; expected an object such as {"name": "Harbour Council"}.')]})
    draft.inputs = given
    values = read_inputs(operation.inputs, [given], actor=actor, partial=operation.partial)[0]
    draft.subject = f"{doing} {named(operation.entity, record) if record is not None else _new(operation, values)}"[:200]


def check_unchanged(draft: Draft, actor: Actor) -> None:
    """Raises Stale, with who changed what, where the record is no longer as the draft's author read it; Missing where it is gone."""
    operation = operation_of(draft)
    if draft.record is None:
        return
    records = list(operation.entity.model._default_manager.filter(pk=draft.record))
    if not records:
        raise Missing(f"The {operation.entity.singular} that this draft is about is gone. Withdraw it.")
    check_versions(operation.entity, records, {draft.record: draft.record_version or 0}, actor)


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
            raise Invalid({"record": [Fault("not-wanted", f"{operation.name} makes a record and is about none.")]})
        if not can_anywhere(drafter, operation.name):
            raise Denied(f"You may not draft this: no grant of yours holds {operation.name}, under countersignature or not.")
        return None
    if draft.record is None:
        raise Invalid({"record": [Fault("required", f"which {entity.singular}? {operation.name} is about one.")]})
    record = visible(entity, actor).filter(pk=draft.record).first()
    if record is None:
        raise Missing(f"There is no {entity.singular} {draft.record} that you can see.")
    where: Q = reach(entity, drafter, operation.name)
    if not entity.model._default_manager.filter(where, pk=draft.record).exists():
        raise Denied(f"You may see {named(entity, record)} and may not draft this for it.")
    check_states(operation, [record])
    return record
