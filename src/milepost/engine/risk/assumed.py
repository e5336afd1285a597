"""What is assumed of tasks whose spread nobody has stated: see docs/explanation/how-chances-are-computed.md."""

from collections.abc import Iterable

from milepost.engine.model import Plan, ResourceKind, Task
from milepost.engine.risk.model import Shape, ThreePoint
from milepost.values import FULL_SHARE

ASSUMED = ThreePoint(0.75, 1.0, 2.0, Shape.PERT)
"""What a task takes for each day estimated when nobody has said anything."""
ASSUMED_CORRELATION = 0.2
"""Tasks of one project share people, client and technology. Book, Why Correlation Matters in Cost Estimating (1999)."""
CERTAIN = ThreePoint(1.0, 1.0, 1.0)


def accompanying(plan: Plan, tasks: Iterable[Task], *, whole: int) -> tuple[str, ...]:
    """Ids of the tasks that only go along with the others, as leading the project does: they take more than half of the project's working
    time (`whole`, in seconds), at less than half of the time of everybody on them. Such work ends with the rest and does not hold it up."""
    most: dict[str, int] = {}
    for assignment in plan.assignments:
        resource = plan.resource.get(assignment.resource or "")
        if resource is not None and resource.kind is ResourceKind.WORK:
            most[assignment.task] = max(most.get(assignment.task, 0), assignment.units)
    return tuple(task.id for task in tasks if most.get(task.id, FULL_SHARE) < FULL_SHARE // 2 and 2 * task.duration > whole)
