"""What is done with success criteria: met, missed, watched again."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.projects.entities import SUCCESS_CRITERION
from milepost.apps.projects.models import Goal, SuccessCriterion
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText, Text
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

Result = Annotated[str, Text(most=300, help="What it came to.")]


def _same_project(criteria: Sequence[SuccessCriterion]) -> None:
    """A criterion tells of a goal of its own project."""
    of = dict(Goal.objects.filter(pk__in={one.goal_id for one in criteria}).values_list("pk", "project_id"))
    for one in criteria:
        if one.goal_id is not None and of[one.goal_id] != one.project_id:
            raise Invalid({"goal": [Fault("other-project", said("this is a goal of another project."))]})


add_generated(SUCCESS_CRITERION, then=_same_project)


@operation(SUCCESS_CRITERION, "meet")
def meet(criteria: Sequence[SuccessCriterion], *, result: Result) -> None:
    """Say that the target was reached, and what it came to."""
    for one in criteria:
        one.result = result


@operation(SUCCESS_CRITERION, "miss")
def miss(criteria: Sequence[SuccessCriterion], *, result: Result) -> None:
    """Say that the target was not reached, and what it came to."""
    for one in criteria:
        one.result = result


@operation(SUCCESS_CRITERION, "watch-again")
def watch_again(criteria: Sequence[SuccessCriterion], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Measure it again."""
    for one in criteria:
        one.result = ""
