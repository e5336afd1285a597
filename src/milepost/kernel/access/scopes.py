"""Kinds of scope, declared by the rooms: what a grant can be limited to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

_known: dict[str, "ScopeKind"] = {}
_remembered: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("remembered", default=None)


@dataclass(frozen=True)
class ScopeKind:
    """`ids` turns a grant's scope id, and the account that holds it, into ids as the entities' paths give them: a list or a subquery.
    Without it the grant's id stands for itself; "own" gives the account's. A grant of a kind that is `of_holder` needs no id: without
    one it reaches what that is for each who holds it, so that one grant to a group does for all of them. `alone` gives of several grants
    what they reach for changing something, where that is less: the rest of it may be drafted, and somebody else countersigns it."""

    name: str
    label: str
    ids: Callable[[int | None, int | None], Iterable[int] | Any] | None = None
    of_holder: bool = False
    alone: Callable[[Sequence[int | None], int | None], list[Any]] | None = None

    def reached(self, scope: int | None, account: int | None) -> Any:
        """What the path's value must be in."""
        if self.ids is None:
            return [scope] if scope is not None else []
        ids = self.ids
        return remembered(("scope", self.name, scope, account), lambda: ids(scope, account))

    def all_reached(self, scopes: Sequence[int | None], account: int | None, *, alone: bool = False) -> list[Any]:
        """The same for several scopes; of what is done `alone` nobody has to countersign anything."""
        if alone and self.alone is not None:
            return self.alone(scopes, account)
        if self.ids is None:
            return [[scope for scope in scopes if scope is not None]]
        return [self.reached(scope, account) for scope in scopes]


def remembered(key: tuple[Any, ...], found: Callable[[], T]) -> T:
    """What was found, once within one reading; outside of one it is found anew each time. The first of the key says what kind it is."""
    held = _remembered.get()
    if held is None:
        return found()
    if key not in held:
        held[key] = found()
    kept: T = held[key]
    return kept


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it a kind of scope, a setting, who stands in today are asked for once. It is put around one reading, such as one page, which
    changes nothing and begins anew the next time: what is revoked between two readings is never remembered."""
    if _remembered.get() is not None:
        yield
        return
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def scope_kind(kind: ScopeKind) -> ScopeKind:
    """Make a kind known. Raises ValueError for a name that is taken."""
    if _known.get(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of scope are called '{kind.name}'")
    _known[kind.name] = kind
    return kind


def scope_kind_named(name: str) -> ScopeKind | None:
    """The kind of that name, if some room has declared it."""
    return _known.get(name)


def scope_kinds() -> dict[str, ScopeKind]:
    """All of them by name."""
    return dict(_known)


OWN = scope_kind(ScopeKind("own", "Own records", lambda scope, account: [account] if account is not None else [], of_holder=True))
