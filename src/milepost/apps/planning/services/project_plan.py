"""What is done with plans: archived, and opened again."""

from collections.abc import Sequence

from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.models import ProjectPlan
from milepost.apps.projects.models import Project
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated

OVER = frozenset({"closed", "cancelled"})


def _of_running(plans: Sequence[ProjectPlan]) -> None:
    """Nobody plans what has ended."""
    ended = dict(Project.objects.filter(pk__in={one.project_id for one in plans}, state__in=OVER).values_list("pk", "number"))
    for one in plans:
        if one._state.adding and one.project_id in ended:
            raise Invalid({"project": [Fault("project-over", f"{ended[one.project_id]} has ended; reopen it, or name another project.")]})


add_generated(PROJECT_PLAN, then=_of_running)


@operation(PROJECT_PLAN, "archive")
def archive(plans: Sequence[ProjectPlan]) -> None:
    """Put the plan away: it stays to be read."""


@operation(PROJECT_PLAN, "unarchive")
def unarchive(plans: Sequence[ProjectPlan]) -> None:
    """Take the plan up again."""
