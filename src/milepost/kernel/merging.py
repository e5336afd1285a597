"""Brings two changes of one record together: what somebody typed, and what others saved since they had read it.

Three values decide about a column: what stood there when the form was made, what stands there now, what was typed. Where nothing was typed
the others' change stands; where both changed it, and not to the same, whoever typed has to choose, and nothing of either is thrown away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Ref, Unread
from milepost.kernel.journal.read import history_of
from milepost.kernel.operations import Operation
from milepost.kernel.operations.generated import empty_value

Typed = Mapping[str, Any]
_NOT_READ = object()
"""What cannot be read equals nothing: it was typed."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What others made of a column: its value before and after as JSON (of a reference the id), who changed it last, and when."""

    name: str
    before: Any
    after: Any
    by: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`given` is what is left to save. `taken` was changed by others only and stands; `clashing` was changed by both."""

    given: dict[str, Any]
    taken: tuple[Theirs, ...]
    clashing: tuple[Theirs, ...]


def changed_since(entity: Entity, actor: Actor, record: int, version: int) -> dict[str, Theirs]:
    """By column what was changed after a version, of the columns the actor may see; what was changed and changed back is left out."""
    found: dict[str, Theirs] = {}
    for entry in reversed(history_of(entity, actor, record, after_version=version, limit=None)):
        for name, (before, after) in entry["difference"].items():
            first = found[name].before if name in found else before
            found[name] = Theirs(name, first, after, entry["by"], entry["at"])
    return {name: one for name, one in found.items() if not _same(one.before, one.after)}


def merge(theirs: Mapping[str, Theirs], typed: Typed, kept: Callable[[str, Any], Any]) -> Merged:
    """`kept` gives what of a column was typed as the journal would have it."""
    given, taken, clashing = dict(typed), [], []
    for name, one in theirs.items():
        if name not in typed:
            continue
        mine = kept(name, typed[name])
        if _same(mine, one.after):
            continue
        if _same(mine, one.before):
            given.pop(name)
            taken.append(one)
        else:
            clashing.append(one)
    return Merged(given, tuple(taken), tuple(clashing))


def merged(edit: Operation, actor: Actor, record: int, *, version: int, typed: Typed) -> Merged:
    """What was typed against a version, brought together with what was saved since."""
    theirs = changed_since(edit.entity, actor, record, version)
    theirs = {name: one for name, one in theirs.items() if name in edit.inputs}  # what is typed beside them the operation refuses
    return merge(theirs, typed, lambda name, raw: _kept(edit, actor, name, raw))


def _kept(edit: Operation, actor: Actor, name: str, raw: Any) -> Any:
    asked = edit.inputs[name]
    try:
        value = asked.take(raw)
    except Unread:
        return _NOT_READ
    if value is None:
        return asked.write(empty_value(edit.entity, name))
    if isinstance(asked, Ref) and isinstance(value, str):
        target = entity_named(asked.entity)
        return visible(target, actor).filter(Q(number=value)).values_list("pk", flat=True).first() if target.prefix else _NOT_READ
    return asked.write(value)


def _same(one: Any, other: Any) -> bool:
    """Empty is empty, however it is kept."""
    return one == other or (one in (None, "", []) and other in (None, "", []))
