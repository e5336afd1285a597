"""What is done with runs of plans: kept, by the house."""

from collections.abc import Sequence
from typing import Annotated, Any

from milepost.apps.planning.entities import PLAN_RUN
from milepost.apps.planning.models import PlanRun
from milepost.kernel.inputs import JsonValue, LocalMoment, Whole
from milepost.kernel.operations import operation


@operation(PLAN_RUN, "record", derived=True)
def record(
    runs: Sequence[PlanRun],
    *,
    start: Annotated[int | None, LocalMoment(required=False)],
    finish: Annotated[int | None, LocalMoment(required=False, ends=True)],
    moved: Annotated[int, Whole()],
    problems: Annotated[Any, JsonValue()],
) -> None:
    """Keep what the plan came to."""
    for one in runs:
        one.start, one.finish, one.moved, one.problems = start, finish, moved, problems
