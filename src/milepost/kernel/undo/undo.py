"""Finds the way back from a batch of the journal, and goes it.

An edit goes back by an edit with the values from before, a creation by a deletion, a move between states by the operation that leads back,
a deletion by bringing back the records under their ids and numbers. Where there is no way, it is said why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Min, QuerySet

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.ids import among
from milepost.kernel.call import new_batch
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing, WrongState
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import Done, Operation, operation_named, operations, perform, together
from milepost.kernel.operations.again import again
from milepost.kernel.operations.checks import check_allowed
from milepost.kernel.operations.generated import PUT_BACK
from milepost.kernel.operations.restore import Was, is_whole, restore
from milepost.values import listed, said

REASON, WITH = "undone", "undone with it"


@dataclass(frozen=True, slots=True)
class Step:
    """An operation on records in the versions they must have, with inputs for each; `gone` are records to bring back. `done` is what it
    takes back."""

    done: Operation
    operation: Operation
    keys: tuple[int, ...]
    versions: dict[int, int]
    given: tuple[dict[str, Any], ...] = ()
    gone: tuple[Was, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The steps that lead back, in their order: `main` takes back what was done itself, the others what that called."""

    steps: tuple[Step, ...]
    main: Step

    @property
    def told(self) -> str:
        """What going it does, in a few words."""
        one, count = self.main.operation.entity, len(self.main.keys)
        verb = "bring back" if self.main.gone else self.main.operation.label.lower()
        return f"{verb} {count} {one.singular if count == 1 else one.plural}"


class _NoWay(Exception):
    """Why there is none, as a sentence."""


def undo(actor: Actor, batch: str, *, request: str = "") -> Done:
    """Take back what the actor did in a batch. Raises Missing for one that is not theirs, WrongState where there is no way back, and what
    the operation raises that leads back: Stale, with who and what, when somebody changed a record since."""
    return go(actor, batch, way(actor, batch), request=request)


def go(actor: Actor, batch: str, found: Way, *, request: str = "") -> Done:
    """Go a way that `way` has found: all of it or nothing."""
    own = new_batch()

    def gone() -> Done:
        done = None
        with together():
            for step in found.steps:
                if step is found.main:
                    done = _go(step, actor, Told(request, REASON, cause=batch, batch=own))
                else:  # allowed as what called it is
                    _go(step, replace(actor, unbounded=True), Told(request, WITH, cause=own))
        assert done is not None
        return done

    return again(gone)


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal says of a step."""

    request: str
    reason: str
    cause: str
    batch: str = ""


def _go(step: Step, actor: Actor, told: Told) -> Done:
    said: Any = {"request": told.request, "reason": told.reason, "cause": told.cause, "batch": told.batch}
    if step.gone:
        return restore(step.operation.entity, actor, step.gone, **said)
    if step.operation.inner and not actor.unbounded:  # who may do it may take it back
        check_allowed(step.done, step.keys, actor)
        actor = replace(actor, unbounded=True)
    return perform(step.operation, actor, on=list(step.keys), given=step.given, versions=step.versions, **said)


def way(actor: Actor, batch: str) -> Way:
    """The way back from a batch of the actor's own. Raises Missing for one that is not theirs, WrongState with the reason for none."""
    entries = _entries(actor, batch)
    if not entries:
        raise Missing(said("There is nothing of yours to take back there."))
    try:
        return _found(actor, entries)
    except _NoWay as why:
        raise WrongState(said("This cannot be taken back: {why}", why=why), state="done", allowed=()) from None


def way_back(actor: Actor, batch: str) -> Way | None:
    """The way back, if there is one that the actor may go somewhere."""
    try:
        found = way(actor, batch)
    except (Missing, WrongState):
        return None
    main = found.main
    return found if can_anywhere(actor, main.done.name if main.operation.inner else main.operation.name) else None


def last_batch(actor: Actor) -> str | None:
    """What the actor did last, the undoing of something left aside."""
    found = _own(actor).filter(cause="").order_by("-id").first()
    return None if found is None else found.batch


def _own(actor: Actor) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(account_id=actor.account) if actor.account is not None else JournalEntry.objects.filter(account=None)


def _entries(actor: Actor, batch: str) -> list[JournalEntry]:
    return list(_own(actor).filter(batch=batch.replace("\x00", "\ufffd")).order_by("id"))


def _found(actor: Actor, entries: Sequence[JournalEntry]) -> Way:
    _check_undone(entries)
    called = _called(entries[0].batch)
    groups = sorted([list(entries), *called], key=lambda group: group[-1].id, reverse=True)
    made = {(one.entity, one.record) for group in groups for one in group if one.operation.endswith(".create")}
    latest: dict[tuple[str, int], int] = {}
    for group in groups:
        for one in group:
            latest[one.entity, one.record] = max(one.version, latest.get((one.entity, one.record), 0))
    steps = []
    main = None
    for group in groups:
        kept = [one for one in group if one.operation.endswith(".create") or (one.entity, one.record) not in made]
        if not kept:
            continue
        step = _step(kept)
        step = replace(step, versions={key: latest.pop((kept[0].entity, key)) for key in step.keys if (kept[0].entity, key) in latest})
        steps.append(step)
        main = step if group[0].batch == entries[0].batch else main
    if main is None:
        raise _NoWay(said("it was more than one thing."))
    return Way(tuple(steps), main)


def _called(batch: str) -> list[list[JournalEntry]]:
    """What a batch called, and what that called, by batch; without what follows from the rest by itself."""
    found: dict[str, list[JournalEntry]] = {}
    causes = [batch]
    while causes:
        below: dict[str, list[JournalEntry]] = {}
        for entry in JournalEntry.objects.filter(cause__in=causes).exclude(reason=REASON).order_by("id"):
            if not _is_derived(entry.operation):
                below.setdefault(entry.batch, []).append(entry)
        found |= below
        causes = list(below)
    return list(found.values())


def _is_derived(name: str) -> bool:
    try:
        return operation_named(name).derived
    except KeyError:
        return False


def _step(entries: Sequence[JournalEntry]) -> Step:
    if len({(entry.entity, entry.operation) for entry in entries}) != 1:
        raise _NoWay(said("it was more than one thing."))
    try:
        entity, done = entity_named(entries[0].entity), operation_named(entries[0].operation)
    except KeyError:
        raise _NoWay(said("what did it is no longer a part of Milepost.")) from None
    if any(entry.erased for entry in entries):
        raise _NoWay(said("personal data of it was erased since."))
    if done.reversible:
        return _putting_back(entity, done, entries)
    ways = {"create": _deleting, "edit": _editing, "delete": _restoring}
    return ways[done.kind](entity, done, entries) if done.kind in ways else _moving(entity, done, entries)


def _putting_back(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Step:
    given = tuple({name: before for name, (before, _) in entry.difference.items()} for entry in entries)
    return _way(_first_done(done, entries[0].cause), operation_named(entity.permission(PUT_BACK)), entries, given)


def _first_done(done: Operation, cause: str) -> Operation:
    """What was done at first, of what was put back, and put back again: whoever may do that may do all of it."""
    while done.verb == PUT_BACK:
        first = JournalEntry.objects.filter(batch=cause).order_by("id").first()
        if first is None:
            raise _NoWay(said("what was done at first is not known any more."))
        done, cause = operation_named(first.operation), first.cause
    return done


def _check_undone(entries: Sequence[JournalEntry]) -> None:
    """By its records too, for whoever does something may give the same reason, which what it calls then bears with the same cause."""
    first, keys = entries[0], [entry.record for entry in entries]
    later = JournalEntry.objects.filter(cause=first.batch, reason=REASON, entity=first.entity, record__in=among(keys))
    found = later.select_related("account").first()
    if found is not None:
        who = found.account.name if found.account else said("the house")
        raise _NoWay(said("{who} took it back already, at {at:moment}.", who=who, at=found.at))


def _deleting(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Step:
    if not entity.deletable:
        raise _NoWay(said("{kinds} are never deleted; close it or change it instead.", kinds=entity.plural))
    return _way(done, operation_named(entity.permission("delete")), entries)


def _editing(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Step:
    edit = operation_named(entity.permission("edit"))
    given = []
    for entry in entries:
        if beside := sorted(set(entry.difference) - set(edit.inputs)):
            raise _NoWay(said("it changed {beside} too, which nobody types.", beside=listed([_label(entity, name) for name in beside])))
        given.append({name: before for name, (before, _) in entry.difference.items()})
    return _way(done, edit, entries, tuple(given))


def _restoring(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Step:
    create = operation_named(entity.permission("create"))
    if create.inner:
        raise _NoWay(said("{kinds} are made by other operations only.", kinds=entity.plural))
    if not is_whole(entity):
        raise _NoWay(said("of a deleted {kind} not everything is kept.", kind=entity.singular))
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
        raise _NoWay(said("it was brought back already."))
    return Step(done, create, tuple(one.id for one in gone), {}, (), gone)


def _moving(entity: Entity, done: Operation, entries: Sequence[JournalEntry]) -> Step:
    """The operation that leads from where the records came to where they were; only where nothing else was changed, or where it says that
    it takes that back."""
    workflow = entity.workflow
    move = workflow.move(done.verb) if workflow is not None else None
    if workflow is None or move is None:
        raise _NoWay(said("nothing leads back from '{done}'; what it did has to be changed by hand.", done=done.label.lower()))
    came_from = {tuple(entry.difference.get(workflow.column, ())) for entry in entries}
    if len(came_from) != 1 or () in came_from:
        raise _NoWay(said("they were in several states before."))
    before, after = next(iter(came_from))
    only_state = all(set(entry.difference) == {workflow.column} for entry in entries)
    for one in operations(entity):
        back = workflow.move(one.verb)
        if back is None or after not in back.sources or back.target != before or any(i.required for i in one.inputs.values()):
            continue
        if only_state or done.verb in back.takes_back:
            return _way(done, one, entries)
    raise _NoWay(
        said(
            "nothing leads from {state} back to {state2} by itself.",
            state=workflow.states[after].lower(),
            state2=workflow.states[before].lower(),
        )
    )


def _way(done: Operation, back: Operation, entries: Sequence[JournalEntry], given: tuple[dict[str, Any], ...] = ()) -> Step:
    return Step(done, back, tuple(entry.record for entry in entries), {}, given)


def _label(entity: Entity, name: str) -> str:
    return entity.by_name[name].label if name in entity.by_name else name
