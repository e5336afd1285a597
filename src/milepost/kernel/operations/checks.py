"""What stands between an operation and its records: scope, version, state, and columns that are hidden."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from milepost.kernel.access import Actor, reach, visible
from milepost.kernel.access.hidden import hidden_columns
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Fault, Invalid, Missing, Stale, WrongState
from milepost.kernel.inputs import Ref
from milepost.kernel.models import JournalEntry, Record
from milepost.kernel.operations.operation import Operation
from milepost.values import listed, said


def chosen(operation: Operation, keys: Sequence[int], actor: Actor, *, trusted: bool) -> list[Record]:
    """The records, locked, in the order asked for. Raises Missing for one the actor may not know of, Denied for one they may only see."""
    entity = operation.entity
    if len(set(keys)) != len(keys):
        raise Invalid({"": [Fault("twice", said("a record is named twice."))]})
    source = entity.model._default_manager.all() if trusted else visible(entity, actor)
    # Only the entity's own rows are locked, not those its scopes lead through; in one order, so that two callers do not wait in a circle.
    found = {record.pk: record for record in source.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")}
    missing = [key for key in keys if key not in found]
    if missing:
        raise Missing(said("There is no {kind} {missing} that you can see.", kind=entity.singular, missing=listed(map(str, missing[:5]))))
    where = Q() if trusted else reach(entity, actor, operation.name)
    if where:  # empty where the actor may do it everywhere
        allowed = set(entity.model._default_manager.filter(where, pk__in=keys).values_list("pk", flat=True))
        refused = [record for key, record in found.items() if key not in allowed]
        if refused:
            told = said(
                "You may see {refused} and may not {operation} it.", refused=named(entity, refused[0]), operation=operation.label.lower()
            )
            raise not_alone(told, operation, actor, refused)
    return [found[key] for key in keys]


def check_allowed(operation: Operation, keys: Sequence[int], actor: Actor) -> None:
    """That the actor may do it with all of these. Raises Missing and Denied."""
    chosen(operation, keys, actor, trusted=False)


def not_alone(told: str, operation: Operation, actor: Actor, records: Sequence[Record] = ()) -> Denied:
    """The refusal; who works under somebody, everywhere or where these records are, is told the way."""
    drafts = any(operation.name in one.drafts for one in actor.granted) or _drafted_there(operation, actor, records)
    way = said(" You may draft it (draft.create, for {operation}); who you work under countersigns it.", operation=operation.name)
    return Denied(told + way, draft=True) if drafts else Denied(told)


def _drafted_there(operation: Operation, actor: Actor, records: Sequence[Record]) -> bool:
    where = reach(operation.entity, actor.as_drafter(), operation.name)
    keys = [record.pk for record in records]
    return bool(keys) and operation.entity.model._default_manager.filter(where, pk__in=keys).count() == len(keys)


def check_versions(entity: Entity, records: Sequence[Record], versions: Mapping[int, int], actor: Actor) -> None:
    """Raises Stale, with who changed what, when a record is no longer as the caller read it. Of columns that the actor may not see it is
    not told that they changed."""
    for record in records:
        read = versions.get(record.pk)
        if read is None or read == record.version:
            continue
        if read > record.version:
            message = said(
                "{record} is at version {version}; there is no version {read} yet.",
                record=named(entity, record),
                version=record.version,
                read=read,
            )
            raise Stale(message, version=record.version)
        later = JournalEntry.objects.filter(entity=entity.name, record=record.pk, version__gt=read).select_related("account").order_by("id")
        entries = list(later)
        hidden = hidden_columns(entity, actor, [record.pk])
        columns = sorted({name for entry in entries for name in entry.difference} - hidden)
        who = entries[-1].account.name if entries and entries[-1].account else said("the house")
        when = said(" at {at:moment}", at=entries[-1].at) if entries else ""
        what = listed([entity.by_name[name].label if name in entity.by_name else name for name in columns]) or said("something")
        message = said(
            "{who} changed {what} of {record}{when}, after you read it.", who=who, what=what, record=named(entity, record), when=when
        )
        raise Stale(message, version=record.version, changed=columns)


def check_seen(operation: Operation, keys: Sequence[int], names: Iterable[str], actor: Actor, *, trusted: bool) -> None:
    """Nobody edits what they may not see: a guess that changes nothing would tell that it was right. Raises Invalid."""
    if trusted or operation.kind != "edit":
        return
    asked = set(names)
    if not any(column.sees for column in operation.entity.columns if column.name in asked):
        return
    if hidden := sorted(asked & hidden_columns(operation.entity, actor, keys)):
        raise Invalid({name: [Fault("hidden-column", said("you may not see this here, and so may not change it."))] for name in hidden})


def check_states(operation: Operation, records: Sequence[Record]) -> None:
    """Raises WrongState for the first record whose state does not allow the operation."""
    workflow = operation.entity.workflow
    if workflow is None:
        return
    allowed = workflow.sources(operation.verb)
    for record in records:
        state = getattr(record, workflow.column)
        if state not in allowed:
            states = listed([workflow.states[name].lower() for name in allowed], said(" or "))
            message = said(
                "{record} is {state}; only what is {states} can be changed so.",
                record=named(operation.entity, record),
                state=workflow.states[state].lower(),
                states=states,
            )
            raise WrongState(message, state=state, allowed=allowed)


def named(entity: Entity, record: Record) -> str:
    """A record in a sentence: client CLI-3 'Harbour Council'. One that is known by another record (a membership by its account) goes by
    its id: who may see it need not be allowed to see the other."""
    number = str(record.number) if entity.prefix else ""  # type: ignore[attr-defined]
    if isinstance(entity.by_name[entity.title].input, Ref):
        return said("{kind} {number}", kind=entity.singular, number=number or str(record.pk))
    whole = " ".join(str(getattr(record, entity.title)).split())
    title = whole[:60] + ("…" if len(whole) > 60 else "")
    if not number:
        return said("{kind} '{title}'", kind=entity.singular, title=title)
    return said("{kind} {number} '{title}'", kind=entity.singular, number=number, title=title)
