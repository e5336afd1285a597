"""Baselines of a plan, and what moved since one of them was taken: what moved most stands first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import BASELINE, PROJECT_PLAN, TASK
from milepost.apps.planning.models import Baseline, PlanRun, ProjectPlan, Task
from milepost.apps.planning.selectors.baseline import beside
from milepost.kernel.access import Actor, held_on
from milepost.kernel.errors import Missing
from milepost.values import said

TAKE = "project-plan.take-baseline"
MOST = 100
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Against:
    """`moved` are tasks that finish at another moment than agreed, the furthest first, of them at most MOST; without summaries, which only
    follow. `more` is how many further ones there are, `same` how many are as agreed."""

    baseline: Baseline
    moved: Sequence[Json]
    more: int
    new: Sequence[Json]
    gone: Sequence[Json]
    same: int


def baselines_of(actor: Actor, plan: ProjectPlan) -> list[Baseline]:
    """The newest first, without what they hold."""
    return list(seen(BASELINE, actor).filter(plan=plan.pk).select_related("made_by").defer("content").order_by("-pk"))


def may_take(actor: Actor, plan: ProjectPlan) -> bool:
    """Whether the actor may take one of this plan now."""
    return plan.state == "open" and TAKE in held_on(PROJECT_PLAN, actor, [TAKE], plan.pk)


def finish_of(plan: ProjectPlan) -> int | None:
    """When its committed work ends; none where it could not be scheduled yet."""
    found: int | None = PlanRun.objects.filter(plan=plan.pk).values_list("finish", flat=True).first()
    return found


def against(actor: Actor, plan: ProjectPlan, number: str) -> Against:
    """The plan beside its baseline of that number. Raises Missing."""
    found = seen(BASELINE, actor).filter(plan=plan.pk, number=number).first()
    if not isinstance(found, Baseline):
        raise Missing(said("There is no such baseline of this plan that you can see."))
    rows = beside(plan.pk, found.content)
    known = set(seen(TASK, actor).filter(plan=plan.pk).values_list("pk", flat=True))
    wholes = set(Task.objects.filter(plan=plan.pk, parent__isnull=False).values_list("parent", flat=True))
    shown = [row for row in rows if (row["task"] is None or row["task"] in known) and row["task"] not in wholes]
    moved = sorted((row for row in shown if row["change"] == "moved"), key=lambda row: -abs(row["minutes_later"] or 0))
    return Against(
        found,
        moved[:MOST],
        max(len(moved) - MOST, 0),
        [row for row in shown if row["change"] == "new" and row["finish"] is not None][:MOST],
        [row for row in shown if row["change"] == "gone"][:MOST],
        sum(row["change"] == "as before" for row in shown),
    )
