"""What else is done when an operation was: by the room that the operation belongs to, or by one above it, in the same transaction.

What has to hold before anybody goes on is a reaction (`after`). What is worked out from everything that was done together, such as the
dates of a plan, is a settlement (`at_the_end`): it happens once, when the outermost operation has done its part.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from milepost.kernel.call import Call, current, running

Reaction = Callable[[Sequence[Any]], None]
Deeds = Sequence[tuple[str, Sequence[Any]]]
"""Names of operations with the records of each, in the order in which they were done."""
Settlement = Callable[[Deeds], None]
Deed = tuple[str, Sequence[Any], Call]
MOST_ROUNDS = 8

_reactions: dict[str, list[Reaction]] = {}
_settlements: list[tuple[frozenset[str], Settlement]] = []
_open: ContextVar[list[Deed] | None] = ContextVar("deeds_to_settle", default=None)


def after(*operations: str) -> Callable[[Reaction], Reaction]:
    """Make a function a reaction to the operations of these names: it gets their records as they were saved, may perform further
    operations, and when it refuses nothing of the whole was done. What need not be true at once is a job instead."""

    def known(reaction: Reaction) -> Reaction:
        for name in operations:
            _reactions.setdefault(name, []).append(reaction)
        return reaction

    return known


def at_the_end(*operations: str) -> Callable[[Settlement], Settlement]:
    """Make a function a settlement of the operations of these names: it gets all of them that were done together, at once. Where it
    performs some itself, those are settled in a further round."""

    def known(settlement: Settlement) -> Settlement:
        _settlements.append((frozenset(operations), settlement))
        return settlement

    return known


def react(operation: str, records: Sequence[Any]) -> None:
    """Let every reaction happen, in the order in which the rooms stand, and keep the operation to be settled."""
    for reaction in _reactions.get(operation, ()):
        reaction(records)
    deeds, call = _open.get(), current()
    if deeds is not None and call is not None:
        deeds.append((operation, records, call))


@contextmanager
def together() -> Iterator[Callable[[], None]]:
    """Within it operations are one transaction and are settled once, at its end, or before by what it gives: for whoever wants to see what
    came of them. One within another is a part of it: where it fails, what was done within it was not done, and is not settled."""
    if (outer := _open.get()) is not None:
        there = len(outer)
        try:
            with transaction.atomic():
                yield _nothing
        except BaseException:
            del outer[there:]
            raise
        return
    with transaction.atomic():
        deeds: list[Deed] = []
        token = _open.set(deeds)
        try:
            yield lambda: _settle_all(deeds)
            _settle_all(deeds)
        finally:
            _open.reset(token)


def _nothing() -> None:
    """The outermost settles."""


def _settle_all(deeds: list[Deed]) -> None:
    for _ in range(MOST_ROUNDS):
        if not deeds:
            return
        now, deeds[:] = list(deeds), []
        _settle(now)
    if deeds:
        raise RuntimeError(f"settlements of {sorted({name for name, *_ in deeds})} call for one another without end")


def _settle(deeds: Sequence[Deed]) -> None:
    """What a settlement does is caused by the first of the operations that it settles."""
    for names, settlement in _settlements:
        own = [(name, records, call) for name, records, call in deeds if name in names]
        if own:
            with running(own[0][2]):
                settlement([(name, records) for name, records, _ in own])


def reacted_to() -> tuple[str, ...]:
    """The names of all operations that something reacts to, at once or at the end."""
    return tuple(sorted({*_reactions, *(name for names, _ in _settlements for name in names)}))
