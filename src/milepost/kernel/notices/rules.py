"""Who is told of what: watchers of most things, and whom a room names by a line of its `reactions`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from milepost.kernel.operations import operation_named

Recipients = Callable[[Sequence[int]], Mapping[int, Collection[int]]]
"""Of records, all at once, the accounts to tell of each."""


@dataclass(frozen=True)
class Rule:
    """Who did it `says` it: "Ann Archer asked for leave"; `many` is what several of it are called: "3 comments". `to` is who is told,
    beside those who watch. It waits for somebody to do one of `waits_for`, and is done when the record's state allows none of these.
    One that is of `others` tells of rows about other records: "comment.create" of what was commented on."""

    operation: str
    says: str
    to: Recipients | None = None
    waits_for: tuple[str, ...] = ()
    many: str = ""
    of_others: bool = False


_known: dict[str, Rule] = {}


def notice_of(
    operation: str,
    *,
    to: Recipients | None = None,
    says: str,
    waits_for: tuple[str, ...] = (),
    many: str = "",
    of_others: bool = False,
) -> Rule:
    """Make it known that an operation is told, and to whom. Raises ValueError where that is said already."""
    if operation in _known:
        raise ValueError(f"who is told of {operation} is said already")
    made = Rule(operation, says, to, waits_for, many, of_others)
    _known[operation] = made
    return made


def rule_of(operation: str) -> Rule | None:
    """What is said of an operation."""
    return _known.get(operation)


def rules() -> Mapping[str, Rule]:
    """All of them by operation."""
    return dict(_known)


def is_told(operation: str) -> bool:
    """Whether anybody may be told of it: there is a rule, or it is an operation on a record that somebody can watch."""
    if operation in _known:
        return True
    try:
        return operation_named(operation).entity.reach is None
    except KeyError:
        return False
