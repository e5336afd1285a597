"""Kinds of scope, declared by the rooms: what a grant can be limited to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_known: dict[str, "ScopeKind"] = {}


@dataclass(frozen=True)
class ScopeKind:
    """`ids` turns a grant's scope id, and the account that holds it, into ids as the entities' paths give them: a list or a subquery.
    Without it the grant's id stands for itself; "own" gives the account's."""

    name: str
    label: str
    ids: Callable[[int | None, int | None], Iterable[int] | Any] | None = None

    def reached(self, scope: int | None, account: int | None) -> Any:
        """What the path's value must be in."""
        if self.ids is not None:
            return self.ids(scope, account)
        return [scope] if scope is not None else []


def scope_kind(kind: ScopeKind) -> ScopeKind:
    """Make a kind known. Raises ValueError for a name that is taken."""
    if _known.get(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of scope are called '{kind.name}'")
    _known[kind.name] = kind
    return kind


def scope_kinds() -> dict[str, ScopeKind]:
    """All of them by name."""
    return dict(_known)


OWN = scope_kind(ScopeKind("own", "Own records", lambda scope, account: [account] if account is not None else []))
