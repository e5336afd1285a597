"""Who may countersign for whom: ports that rooms fill, for the kernel knows accounts and not who works under whom, nor where."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from django.db.models import Q

from milepost.kernel.access import ScopeKind, scope_kind
from milepost.kernel.models import Draft


class Authority(Protocol):
    """What the room answers, as it is at this moment. An account never countersigns its own drafts, whatever is answered."""

    def over(self, account: int) -> Mapping[int, int | None]:
        """The accounts that may countersign for one, each with the account in whose place it does; None where that is its own."""

    def under(self, account: int) -> Collection[int]:
        """The accounts for which one may countersign."""


class AuthorityThere(Protocol):
    """The same for what is in a place such as a project. Where somebody is named in it, nobody else countersigns what is there."""

    def over(self, account: int, place: int) -> Mapping[int, int | None] | None:
        """As above; None where nobody is named in the place under whom the account works."""

    def named(self) -> Q:
        """Of which drafts of such a place somebody is named for the author there: a condition on drafts."""

    def under(self, account: int) -> Q:
        """Which of them one may countersign."""


_given: list[Authority] = []
_there: dict[str, AuthorityThere] = {}


def authority_from(given: Authority) -> None:
    """Fill the port. Raises ValueError when it is filled already."""
    if _given:
        raise ValueError("who may countersign for whom is answered already")
    _given.append(given)


def authority_in(kind: str, given: AuthorityThere) -> None:
    """Fill the port for places of a kind, by the name of the kind of scope. Raises ValueError when it is filled already."""
    if kind in _there:
        raise ValueError(f"who may countersign for whom in a {kind} is answered already")
    _there[kind] = given


def kinds_of_place() -> tuple[str, ...]:
    """In which somebody may be named."""
    return tuple(_there)


def over(account: int | None, kind: str = "", place: int | None = None) -> Mapping[int, int | None]:
    """Who may countersign for an account, in a place where it is one; nobody where no room says so."""
    if account is None:
        return {}
    found = _there[kind].over(account, place) if kind in _there and place is not None else None
    if found is None:
        found = _given[0].over(account) if _given else {}
    return {other: acts for other, acts in found.items() if other != account}


def over_draft(draft: Draft) -> Mapping[int, int | None]:
    """Who may countersign a draft."""
    return over(draft.drafted_by_id, draft.place_kind, draft.place)


def under(account: int | None) -> list[int]:
    """For whom an account may countersign, wherever nobody else is named."""
    return sorted(set(_given[0].under(account)) - {account}) if _given and account is not None else []


def drafts_under(account: int | None) -> Any:
    """Ids, as a part of a query, of the drafts that an account may countersign: wherever nobody else is named, and where it is."""
    if account is None:
        return Draft.objects.none().values("pk")
    usual = under(account)
    found = Q(drafted_by__in=usual)
    for kind, given in _there.items() if usual else ():
        found &= ~(Q(place_kind=kind) & given.named())
    for kind, given in _there.items():
        found |= Q(place_kind=kind) & given.under(account)
    return Draft.objects.filter(found).exclude(drafted_by=account).values("pk")


scope_kind(ScopeKind("works-under", "Those who work under one", lambda scope, account: drafts_under(account), of_holder=True))
