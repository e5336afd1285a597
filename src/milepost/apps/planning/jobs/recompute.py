"""Computes a plan's dates anew after somebody's working time changed: leave, patterns, holidays, days on which nothing may be changed."""

from typing import Any

from django_tasks import task

from milepost.apps.planning.bridge.changes import Touched, note
from milepost.apps.planning.bridge.compute import compute
from milepost.apps.planning.models import ProjectPlan
from milepost.apps.planning.services.chances import simulate_soon
from milepost.apps.planning.services.facts import WHY
from milepost.apps.projects.rules.gate import PROJECT_STATES, Work
from milepost.kernel.access import house
from milepost.kernel.call import Call, running
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.named import name_task


@task()
def recompute(plan: int) -> Any:
    """How many tasks moved."""
    result: dict[str, int] = {}

    def apply() -> None:
        if not ProjectPlan.objects.filter(pk=plan, state="open", project__state__in=PROJECT_STATES[Work.PLAN]).exists():
            return
        with running(Call(house(WHY))):
            computed = compute(plan)
            note(plan, Touched(parts={"calendar"}), computed.written)
            simulate_soon(plan)
        result["moved"] = len(computed.moved)

    return Effect(apply, result)


name_task(f"{__name__}.recompute", "Dates of a plan", told=False)
