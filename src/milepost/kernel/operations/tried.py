"""What stands against an operation on several records, record by record: it is tried, and nothing is changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid, Refused
from milepost.kernel.operations.operation import Operation
from milepost.kernel.operations.perform import perform

MOST_TRIED = 200
"""So many records are tried one by one: who sees that two hundred are wrong begins with those."""


def refusals(
    operation: Operation, actor: Actor, *, on: Sequence[int], given: Mapping[str, Any], versions: Mapping[int, int]
) -> dict[int, str]:
    """By record why it refuses; empty where the whole can be done. What can be done with each and not with all at once stands under 0.
    Raises Invalid for inputs that no record would take, at their fields."""
    try:
        _try(operation, actor, on, given, versions)
    except Invalid as refusal:
        if refusal.rows:
            raise
        whole = refusal.told
    except Refused as refusal:
        whole = refusal.told
    else:
        return {}
    found = {}
    for key in on[:MOST_TRIED]:
        try:
            _try(operation, actor, [key], given, versions)
        except Refused as refusal:
            found[key] = refusal.told
    return found or {0: whole}


def _try(operation: Operation, actor: Actor, on: Sequence[int], given: Mapping[str, Any], versions: Mapping[int, int]) -> None:
    with transaction.atomic():
        perform(operation, actor, on=on, given=given, versions=versions)
        transaction.set_rollback(True)
