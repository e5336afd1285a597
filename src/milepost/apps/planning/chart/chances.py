"""The chances of a plan as their page shows them."""

from dataclasses import dataclass

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.chart.following import Followed, newest
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import PlanChances, ProjectPlan, Task
from milepost.apps.planning.services.chances import TURNS, asked_key, job_key
from milepost.kernel.access import Actor

MOST_MILESTONES, MOST_MOVERS = 24, 12


@dataclass(frozen=True, slots=True)
class Chances:
    """`behind` is how many changes the plan has had since; `milestones` and `movers` are tasks with their `chances` and `dates`, the
    movers by how far they move the finish; `often` are how many tasks were critical in at least half of the samples."""

    row: PlanChances
    behind: int
    milestones: tuple[Task, ...]
    movers: tuple[Task, ...]
    often: int


def chances_of(actor: Actor, plan: ProjectPlan) -> Chances | None:
    """None where nobody has asked for them yet."""
    row = PlanChances.objects.filter(plan=plan.pk).first()
    if row is None:
        return None
    tasks = seen(TASK, actor).filter(plan=plan.pk, chances__isnull=False).select_related("chances", "dates")
    dated = tasks.exclude(chances__p80=None)
    milestones = dated.filter(kind="milestone") | dated.exclude(deadline_at=None)
    found = [one for one in tasks.exclude(chances__later=None) if isinstance(one, Task)]
    movers = sorted((one for one in found if _swing(one) > 0), key=lambda one: (-_swing(one), one.pk))[:MOST_MOVERS]
    return Chances(
        row,
        max(last_number(plan.pk) - row.change, 0),
        tuple(one for one in milestones.order_by("dates__finish", "pk") if isinstance(one, Task)),
        tuple(movers),
        sum(1 for one in found if (one.chances.criticality or 0) >= 500_000),
    )


def _swing(task: Task) -> int:
    return abs((task.chances.later or 0) - (task.chances.earlier or 0))


def job_of(actor: Actor, plan: int) -> Followed | None:
    """The newest simulation of the plan."""
    return newest([asked_key(plan), *(job_key(plan, turn) for turn in range(TURNS))], actor.account)
