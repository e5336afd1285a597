"""Does what a script says: each moment with the clock standing there, as whoever does it, by the operations of the house."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from milepost.demonstration.script import HOUSE, Deed, Named
from milepost.kernel.access import Actor, house
from milepost.kernel.access.accounts import actor_by_email
from milepost.kernel.clock import standing_at
from milepost.kernel.operations import operation_named, perform, together

MOST = 1_000
"""Records of one operation."""
CHANGES_GRANTS = ("account.", "group.", "membership.", "role.", "grant.", "person.")
"""After these somebody may reach more or less than before."""


class Stage:
    """Ids of what was made, by entity and handle, and the actors by theirs."""

    def __init__(self, *, addresses: dict[str, str]) -> None:
        self.keys: dict[Named, int] = {}
        self._addresses, self._actors = addresses, {HOUSE: house("the demonstration")}

    def play(self, deeds: Iterable[Deed], *, told: Callable[[int], None] = lambda done: None) -> int:
        """All of them; how many. Deeds that follow each other, of one moment, author and operation, are one operation on several records;
        what follows from all deeds of one moment, such as the dates of a plan, is worked out once. `told` hears after each moment how many
        were done."""
        done = 0
        for at, of_moment in groupby(deeds, key=lambda deed: deed.at):
            with standing_at(at), together():
                for (by, operation), following in groupby(of_moment, key=lambda deed: (deed.by, deed.operation)):
                    for part in _parts(following):
                        self._do(by, operation, part)
                        done += len(part)
                    if operation.startswith(CHANGES_GRANTS):
                        self._actors = {HOUSE: self._actors[HOUSE]}
            told(done)
        return done

    def _do(self, by: str, name: str, deeds: list[Deed]) -> None:
        operation, actor = operation_named(name), self._actor(by)
        given = [{word: self._value(value) for word, value in deed.given.items()} for deed in deeds]
        if operation.kind == "create":
            made = perform(operation, actor, given=given).records
            self.keys.update((deed.record, one.pk) for deed, one in zip(deeds, made, strict=True) if isinstance(deed.record, Named))
            return
        on = [self._value(deed.record) for deed in deeds if deed.record is not None]
        perform(operation, actor, on=on, given=given[0] if all(one == given[0] for one in given) else given)

    def _actor(self, by: str) -> Actor:
        if by not in self._actors:
            found = actor_by_email(self._addresses[by])
            assert found is not None, f"the script lets '{by}' act before there is an account"
            self._actors[by] = found
        return self._actors[by]

    def _value(self, value: Any) -> Any:
        if isinstance(value, Named):
            return self.keys[value]
        return value.find(self.keys) if hasattr(value, "find") and not isinstance(value, str) else value


def _parts(deeds: Iterator[Deed]) -> Iterator[list[Deed]]:
    """No larger than an operation may be; what names a record that is made with it comes in the next."""
    part: list[Deed] = []
    made: set[Any] = set()
    for deed in deeds:
        if len(part) == MOST or (made and not made.isdisjoint(one for one in deed.given.values() if isinstance(one, Named))):
            yield part
            part, made = [], set()
        part.append(deed)
        if deed.operation.endswith(".create"):
            made.add(deed.record)
    if part:
        yield part
