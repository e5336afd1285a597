"""What the house notes by itself, so that whoever it concerns hears of it: an answer that does not come, a promise that is likely lost."""

from collections.abc import Sequence

from milepost.apps.planning.entities import ASSIGNMENT, PROJECT_PLAN
from milepost.apps.planning.models import Assignment, ProjectPlan
from milepost.apps.planning.selectors.standing import day_of
from milepost.kernel.access import house
from milepost.kernel.operations import operation, operation_named, perform

WHY = "chances of the plan"


@operation(ASSIGNMENT, "remind", inner=True)
def remind(assignments: Sequence[Assignment]) -> None:
    """The house notes that nobody has answered; whoever is asked, and whoever asked, hear of that."""


@operation(PROJECT_PLAN, "note-late", inner=True)
def note_late(plans: Sequence[ProjectPlan]) -> None:
    """The house notes that P80 comes after the day that was promised."""


@operation(PROJECT_PLAN, "note-in-time", inner=True)
def note_in_time(plans: Sequence[ProjectPlan]) -> None:
    """The house notes that P80 keeps the day that was promised again."""


def note_commitment(plan: int, before: int | None, after: int) -> None:
    """After a simulation: only where P80 crossed the promised day, one way or the other; `before` is None for the first one."""
    own = ProjectPlan.objects.filter(pk=plan, kind="main").values_list("project__committed_finish", flat=True).first()
    if own is None:
        return
    was_late = before is not None and day_of(before) > own
    is_late = day_of(after) > own
    if is_late != was_late:
        perform(operation_named("project-plan.note-late" if is_late else "project-plan.note-in-time"), house(WHY), on=[plan])
