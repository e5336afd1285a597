"""What is done with the goals of a client's or department's business."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.projects.entities import BUSINESS_GOAL
from milepost.apps.projects.models import BusinessGoal
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation

Why = Annotated[str, LongText(label="Why", most=2000)]


@operation(BUSINESS_GOAL, "reach")
def reach(goals: Sequence[BusinessGoal]) -> None:
    """Say that the goal was reached."""


@operation(BUSINESS_GOAL, "give-up")
def give_up(goals: Sequence[BusinessGoal], *, reason: Why) -> None:
    """Say that the goal is pursued no more."""


@operation(BUSINESS_GOAL, "pursue-again")
def pursue_again(goals: Sequence[BusinessGoal]) -> None:
    """Take the goal up again."""
