"""Two people changing the same plan: what only one of them changed stands; what both changed is shown to whoever was second."""

from collections.abc import Mapping, Sequence
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.errors import Refused
from milepost.kernel.merging import Merged, Theirs, merged
from milepost.kernel.operations import Operation

Rows = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Clash(Refused):
    """By record what somebody else made of a value that was changed here too, with what was given here."""

    def __init__(self, found: Mapping[int, Sequence[tuple[Theirs, Any]]]) -> None:
        self.found = {key: tuple(both) for key, both in found.items()}
        who = sorted({theirs.by or "the house" for both in self.found.values() for theirs, _ in both})
        super().__init__(f"{' and '.join(who)} changed the same in the meantime. Nothing was changed; choose which is to stand.")


def clashes(operation: Operation, actor: Actor, keys: Sequence[int], versions: Mapping[int, int], rows: Rows) -> dict[int, Merged]:
    """By record what is left to save, of those that were changed since they were seen; empty where none was. Raises Clash."""
    current = dict(operation.entity.model._default_manager.filter(pk__in=list(versions)).values_list("pk", "version"))
    changed = [key for key in keys if key in versions and current.get(key, 0) > versions[key]]
    found = {}
    for key in changed:
        typed = rows if isinstance(rows, Mapping) else rows[keys.index(key)]
        found[key] = merged(operation, actor, key, version=versions[key], typed=typed)
    both = {key: [(one, _typed(rows, keys, key)[one.name]) for one in merge.clashing] for key, merge in found.items() if merge.clashing}
    if both:
        raise Clash(both)
    return found


def without_clash(
    operation: Operation, found: Mapping[int, Merged], keys: Sequence[int], versions: Mapping[int, int], rows: Rows
) -> tuple[Sequence[Mapping[str, Any]], dict[int, int]]:
    """For each record what is left to save, against the version it has now."""
    current = dict(operation.entity.model._default_manager.filter(pk__in=list(found)).values_list("pk", "version"))
    given = [found[key].given if key in found else _typed(rows, keys, key) for key in keys]
    return given, {**versions, **current}


def _typed(rows: Rows, keys: Sequence[int], key: int) -> Mapping[str, Any]:
    return rows if isinstance(rows, Mapping) else rows[keys.index(key)]
