"""Asks the scope gate about scope items: every room above asks here, before it plans, books, logs or invoices."""

from collections.abc import Iterable, Mapping

from milepost.apps.projects.models import ScopeItem
from milepost.apps.projects.rules.gate import Item, Verdict, Work, verdict

_READ = ("pk", "number", "state", "approval_id", "project__number", "project__kind", "project__state")


def verdicts(scope_items: Iterable[int], work: Work) -> Mapping[int, Verdict]:
    """The verdict by id of the scope item, in one query."""
    found = ScopeItem.objects.filter(pk__in=set(scope_items)).values_list(*_READ)
    return {key: verdict(Item(*facts), work) for key, *facts in found}
