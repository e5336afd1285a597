"""Asks the scope gate about scope items: every room above asks here, before it plans, books, logs or invoices."""

from collections.abc import Iterable, Mapping

from milepost.apps.projects.models import ScopeItem
from milepost.apps.projects.rules.gate import Item, Verdict, Work, verdict

_READ = ("pk", "number", "state", "approval_id", "approval__given_by_contact_id", "project__number", "project__kind", "project__state")


def verdicts(scope_items: Iterable[int], work: Work) -> Mapping[int, Verdict]:
    """The verdict by id of the scope item, in one query."""
    found = ScopeItem.objects.filter(pk__in=set(scope_items)).values_list(*_READ)
    return {
        key: verdict(Item(number, state, approval, contact is not None, *project), work)
        for key, number, state, approval, contact, *project in found
    }


def binding_verdicts(scope_items: Iterable[int], work: Work) -> Mapping[int, Verdict]:
    """The same for what is written by it: whoever decides otherwise at the same moment, or changes whose the project is and how it is
    billed, waits until the transaction ends, and sees what was written. One query more; within a transaction."""
    keys = sorted(set(scope_items))
    rows = ScopeItem.objects.filter(pk__in=keys).select_related("project").only("id", "project__id").order_by("pk")
    list(rows.select_for_update(of=("self", "project"), no_key=True))
    return verdicts(keys, work)
