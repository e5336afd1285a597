"""What else is done when an operation was: by the room that the operation belongs to, or by one above it, in the same transaction."""

from collections.abc import Callable, Sequence
from typing import Any

Reaction = Callable[[Sequence[Any]], None]

_known: dict[str, list[Reaction]] = {}


def after(*operations: str) -> Callable[[Reaction], Reaction]:
    """Make a function a reaction to the operations of these names: it gets their records as they were saved, may perform further
    operations, and when it refuses nothing of the whole was done. What need not be true at once is a job instead."""

    def known(reaction: Reaction) -> Reaction:
        for name in operations:
            _known.setdefault(name, []).append(reaction)
        return reaction

    return known


def react(operation: str, records: Sequence[Any]) -> None:
    """Let every reaction happen, in the order in which the rooms stand."""
    for reaction in _known.get(operation, ()):
        reaction(records)


def reacted_to() -> tuple[str, ...]:
    """The names of all operations that something reacts to."""
    return tuple(sorted(_known))
