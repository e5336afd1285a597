"""Tasks of several plans by the ways people name them: row number, id, WBS code, name; "row:12", "id:7" and "wbs:1.2" say which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from milepost.engine.model import Plan, Task
from milepost.exchange.people.names import name_key

_MARKS = ("row", "id", "wbs")
_WAYS: tuple[tuple[str, ...], ...] = (("row", "id"), ("wbs",), ("name",))
"""Tried one after another; numbers are compared as row and as id together."""


class TaskNames:
    """The tasks of all plans, for looking up."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self._named = [_index(plan) for plan in plans]

    def meant(self, words: str, among: Iterable[int] | None = None, *, part: bool = False) -> list[tuple[int, Task]]:
        """(position of the plan, task) of each that the words may mean, by the first way of naming that finds any.

        `among` are positions of plans, all when None. With `part` the words may also be a part of a name. No words mean no task.
        """
        words, among = words.strip(), list(range(len(self._plans)) if among is None else among)
        if not words:
            return []
        mark, sign, value = words.partition(":")
        if sign and mark.strip().casefold() in _MARKS and (found := self._by((mark.strip().casefold(),), value.strip(), among)):
            return found
        for way in _WAYS:
            if found := self._by(way, words, among):
                return found
        key = name_key(words)
        return [(number, task) for number in among for task in self._plans[number].tasks if key in name_key(task.name)] if part else []

    def _by(self, ways: Iterable[str], words: str, among: Iterable[int]) -> list[tuple[int, Task]]:
        found: dict[tuple[int, str], tuple[int, Task]] = {}
        for way in ways:
            key = name_key(words) if way == "name" else words
            for number in among:
                for task in self._named[number].by(way, key):
                    found.setdefault((number, task.id), (number, task))
        return list(found.values())


@dataclass(slots=True)
class _Named:
    """The tasks of one plan by each way of naming them."""

    row: dict[str, list[Task]] = field(default_factory=dict)
    id: dict[str, list[Task]] = field(default_factory=dict)
    wbs: dict[str, list[Task]] = field(default_factory=dict)
    name: dict[str, list[Task]] = field(default_factory=dict)

    def by(self, way: str, words: str) -> list[Task]:
        found: Mapping[str, list[Task]] = getattr(self, way)
        return found.get(words, [])


def _index(plan: Plan) -> _Named:
    made = _Named()
    for task in plan.tasks:
        if task.row is not None:
            made.row.setdefault(str(task.row), []).append(task)
        made.id.setdefault(task.id, []).append(task)
        for code in dict.fromkeys(code for code in (task.wbs, task.outline_number) if code):
            made.wbs.setdefault(code, []).append(task)
        made.name.setdefault(name_key(task.name), []).append(task)
    return made


def best_number(task: Task, others: Iterable[Task]) -> str:
    """The number to name a task by beside others: "row:12", or "id:7" where they share the row or it has none."""
    alone = task.row is not None and sum(1 for other in others if other.row == task.row) == 1
    return f"row:{task.row}" if alone else f"id:{task.id}"
