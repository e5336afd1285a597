"""Who may countersign for whom: a port that a room fills, for the kernel knows accounts and not who works under whom."""

from collections.abc import Collection, Mapping
from typing import Protocol

from milepost.kernel.access import ScopeKind, scope_kind


class Authority(Protocol):
    """What the room answers, as it is at this moment. An account never countersigns its own drafts, whatever is answered."""

    def over(self, account: int) -> Mapping[int, int | None]:
        """The accounts that may countersign for one, each with the account in whose place it does; None where that is its own."""

    def under(self, account: int) -> Collection[int]:
        """The accounts for which one may countersign."""


_given: list[Authority] = []


def authority_from(given: Authority) -> None:
    """Fill the port. Raises ValueError when it is filled already."""
    if _given:
        raise ValueError("who may countersign for whom is answered already")
    _given.append(given)


def over(account: int | None) -> Mapping[int, int | None]:
    """Who may countersign for an account; nobody where no room says so."""
    if not _given or account is None:
        return {}
    return {other: place for other, place in _given[0].over(account).items() if other != account}


def under(account: int | None) -> list[int]:
    """For whom an account may countersign."""
    return sorted(set(_given[0].under(account)) - {account}) if _given and account is not None else []


scope_kind(ScopeKind("works-under", "Those who work under one", lambda scope, account: under(account), of_holder=True))
