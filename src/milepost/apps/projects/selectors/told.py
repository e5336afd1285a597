"""Who is told of what is done in projects, by account."""

from collections.abc import Collection, Mapping, Sequence

from milepost.apps.projects.models import CriteriaCopy, ScopeItem


def whose_copy(copies: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Whoever the success criteria were sent to."""
    found = CriteriaCopy.objects.filter(pk__in=copies, person__account__isnull=False)
    return {key: (account,) for key, account in found.values_list("pk", "person__account_id")}


def deciders_of_scope(items: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Of an internal project its sponsor; and whoever manages it."""
    rows = ScopeItem.objects.filter(pk__in=items).values_list(
        "pk", "project__kind", "project__sponsor__account_id", "project__manager__account_id"
    )
    return {
        key: tuple(account for account in dict.fromkeys((sponsor if kind == "internal" else None, manager)) if account is not None)
        for key, kind, sponsor, manager in rows
    }


def managers_of_scope(items: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Whoever manages the project."""
    rows = ScopeItem.objects.filter(pk__in=items, project__manager__account__isnull=False)
    return {key: (account,) for key, account in rows.values_list("pk", "project__manager__account_id")}
