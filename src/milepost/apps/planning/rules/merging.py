"""What a scenario changed of the plan it was branched from, and where the plan went on differently meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Rows = Mapping[str, Mapping[str, Any]]
ABSENT: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """`key` names it: what it is of (tasks, links, work) and the row's name. `kind` is new, gone or changed. `before` and `after` have the
    values that differ; `theirs` those that the plan has now where it, too, is no longer as it was and not as here: a conflict."""

    part: str
    name: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    theirs: Mapping[str, Any]

    @property
    def key(self) -> str:
        """For example "tasks 12"."""
        return f"{self.part} {self.name}"

    @property
    def clashes(self) -> bool:
        """Whether somebody has to choose."""
        return bool(self.theirs)


def changes(part: str, base: Rows, here: Rows, there: Rows) -> Iterator[Change]:
    """What `here` changed since `base`, beside what `there` has now. What both made alike is no change any more."""
    for name in (*here, *(name for name in base if name not in here)):
        was, mine, theirs = base.get(name), here.get(name), there.get(name)
        if mine in (was, theirs):
            continue
        if mine is None:
            yield Change(part, name, "gone", was or ABSENT, ABSENT, _differing(theirs, was) if theirs is not None else ABSENT)
        elif was is None:
            yield Change(part, name, "new", ABSENT, mine, theirs or ABSENT)
        elif theirs is None:
            yield Change(part, name, "changed", was, mine, {"gone": True})
        else:
            fields = [field for field in mine if mine[field] != was.get(field) and mine[field] != theirs.get(field)]
            if not fields:
                continue
            clashing = {field: theirs.get(field) for field in fields if theirs.get(field) != was.get(field)}
            yield Change(part, name, "changed", _only(was, fields), _only(mine, fields), clashing)


def _differing(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> dict[str, Any]:
    return {field: value for field, value in one.items() if value != (other or {}).get(field)}


def _only(row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    return {field: row.get(field) for field in fields}
