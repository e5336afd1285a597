"""Two people changing the same plan: what only one of them changed stands; what both changed is shown to whoever was second."""

from collections.abc import Mapping, Sequence
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.access.ids import among
from milepost.kernel.errors import Refused
from milepost.kernel.merging import Theirs, merged
from milepost.kernel.operations import Operation
from milepost.values import listed, said

Rows = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Clash(Refused):
    """By record what somebody else made of a value that was changed here too, with what was given here."""

    def __init__(self, found: Mapping[int, Sequence[tuple[Theirs, Any]]]) -> None:
        self.found = {key: tuple(both) for key, both in found.items()}
        who = sorted({theirs.by or said("the house") for both in self.found.values() for theirs, _ in both})
        told = said(
            "{who} changed the same in the meantime. Nothing was changed; choose which is to stand.", who=listed(who, said(" and "))
        )
        super().__init__(told)


def without_clash(
    operation: Operation, actor: Actor, keys: Sequence[int], versions: Mapping[int, int], rows: Rows
) -> tuple[Rows, Mapping[int, int]]:
    """For each record what is left to save, and the version it is saved against: of one that others changed since it was seen the version
    up to which that was looked at, so that what comes after it is seen too. Raises Clash."""
    there = operation.entity.model._default_manager.filter(pk__in=among(list(versions)))
    current = dict(there.values_list("pk", "version"))
    changed = [key for key in keys if key in versions and current.get(key, 0) > versions[key]]
    found = {key: merged(operation, actor, key, version=versions[key], typed=_typed(rows, keys, key)) for key in changed}
    both = {key: [(one, _typed(rows, keys, key)[one.name]) for one in merge.clashing] for key, merge in found.items() if merge.clashing}
    if both:
        raise Clash(both)
    if not found:
        return rows, versions
    given = [found[key].given if key in found else _typed(rows, keys, key) for key in keys]
    return given, {**versions, **{key: current[key] for key in changed}}


def _typed(rows: Rows, keys: Sequence[int], key: int) -> Mapping[str, Any]:
    return rows if isinstance(rows, Mapping) else rows[keys.index(key)]
