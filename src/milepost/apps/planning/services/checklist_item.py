"""What is done with checklist items: ticked off, and taken back."""

from collections.abc import Sequence

from django.db.models import Max

from milepost.apps.people.services.acting import person_acting
from milepost.apps.planning.entities import CHECKLIST_ITEM
from milepost.apps.planning.models import ChecklistItem
from milepost.kernel.clock import now
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated


def _put_last(items: Sequence[ChecklistItem]) -> None:
    """One without a place comes last."""
    ends: dict[int, int] = {}
    for one in items:
        if one.pk is None and not one.position:
            if one.task_id not in ends:
                ends[one.task_id] = ChecklistItem.objects.filter(task=one.task_id).aggregate(last=Max("position"))["last"] or 0
            ends[one.task_id] += 1
            one.position = ends[one.task_id]


add_generated(CHECKLIST_ITEM, then=_put_last)


@operation(CHECKLIST_ITEM, "tick")
def tick(items: Sequence[ChecklistItem]) -> None:
    """Say that it is done."""
    who, at = person_acting(), now()
    for one in items:
        one.done_at, one.done_by_id = at, who


@operation(CHECKLIST_ITEM, "untick")
def untick(items: Sequence[ChecklistItem]) -> None:
    """Say that it is not done after all."""
    for one in items:
        one.done_at, one.done_by_id = None, None
