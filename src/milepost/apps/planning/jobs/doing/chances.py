"""Simulates a plan and keeps what that said, with the number of the change up to which the plan was read."""

from collections.abc import Iterator
from typing import Any

from milepost.apps.planning.bridge.chances import Simulated, simulate_plan
from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import PlanChances, ProjectPlan, Task, TaskChances
from milepost.apps.planning.selectors.ranges import ranges_of
from milepost.apps.planning.services.notes import note_commitment
from milepost.apps.projects.rules.gate import PROJECT_STATES, Work
from milepost.engine.risk import Distribution
from milepost.engine.risk.assumed import ASSUMED, ASSUMED_CORRELATION
from milepost.engine.risk.bins import bars, later_share, shown
from milepost.kernel.clock import now
from milepost.kernel.jobs import Effect
from milepost.values import FULL_SHARE, said

MINUTE = 60
POINTS = 120
NOTHING = {
    "code": "nothing-committed",
    "place": said("the plan"),
    "message": said("nothing in it is committed yet: it has no tasks, or none whose scope is approved."),
    "remedy": said("Add tasks, or let their scope be approved."),
    "severity": "error",
}
Json = dict[str, Any]


def simulate(report: Any, /, plan: int, asked: bool = False) -> Any:
    """The percentiles; or the problems for which nothing could be simulated, and then what was known before stays. Nothing is done where
    nobody asked and the plan was not changed since the last time."""
    if not ProjectPlan.objects.filter(pk=plan, state="open", project__state__in=PROJECT_STATES[Work.PLAN]).exists():
        return {"gone": True}
    change = last_number(plan)
    if not asked and PlanChances.objects.filter(plan=plan, change=change).exists():
        return {"known": change}
    report(0, 3, said("Reading the plan"))
    committed, _ = load(plan).committed()
    if not committed.tasks:
        return Effect(lambda: _forget(plan), {"problems": [NOTHING]})
    simulated = simulate_plan(committed, ranges_of(plan), told=lambda text: report(1, 3, text))
    report(2, 3, said("Summing up"))
    finish = simulated.simulation.finish
    problems = [
        {name: getattr(one, name) for name in ("code", "place", "message", "remedy")} | {"severity": one.severity.value}
        for one in simulated.simulation.problems
    ]
    if finish is None:
        return {"problems": problems}
    whole = _plan_row(simulated, finish, plan, change) | {"problems": problems}
    rows = list(_task_rows(simulated, plan))

    def apply() -> None:
        if not ProjectPlan.objects.filter(pk=plan).exists():
            return
        before = PlanChances.objects.filter(plan=plan).values_list("p80", flat=True).first()
        PlanChances.objects.update_or_create(plan_id=plan, defaults=whole)
        note_commitment(plan, before, whole["p80"])
        TaskChances.objects.filter(plan=plan).delete()
        there = set(Task.objects.filter(plan=plan).values_list("pk", flat=True))  # some may have been deleted meanwhile
        TaskChances.objects.bulk_create([one for one in rows if one.task_id in there], batch_size=500)

    return Effect(apply, {name: whole[name] for name in ("change", "p50", "p80", "p95")})


def _forget(plan: int) -> None:
    PlanChances.objects.filter(plan=plan).delete()
    TaskChances.objects.filter(plan=plan).delete()


def _plan_row(simulated: Simulated, finish: Distribution, plan: int, change: int) -> Json:
    simulation, basis, part = simulated.simulation, simulated.basis, shown(finish)
    size, length = len(finish.values), len(part.values)
    return {
        "change": change,
        "at": now(),
        "samples": simulation.samples,
        "seed": simulation.seed,
        "planned": simulation.planned // MINUTE,
        "planned_share": round(simulation.planned_odds * FULL_SHARE),
        "earliest": finish.values[0] // MINUTE,
        "mean": finish.mean // MINUTE,
        "latest": finish.values[-1] // MINUTE,
        **{f"p{percent}": finish.p(percent) // MINUTE for percent in (50, 80, 95)},
        "bars": [[one.low // MINUTE, one.high // MINUTE, one.count] for one in bars(part)],
        "curve": [[value // MINUTE, round(odds * length * FULL_SHARE / size)] for value, odds in part.curve(POINTS)],
        "basis": {
            "own": basis.own,
            "assumed": basis.assumed,
            "beside": [int(one) for one in basis.beside],
            "together": ASSUMED_CORRELATION if basis.together else 0,
            "spread": [ASSUMED.low, ASSUMED.likely, ASSUMED.high],
            "beyond": round(later_share(finish, part) * FULL_SHARE),
        },
    }


def _task_rows(simulated: Simulated, plan: int) -> Iterator[TaskChances]:
    simulation = simulated.simulation
    deadlines = {one.task: round(one.share * FULL_SHARE) for one in simulation.deadlines}
    for key in dict.fromkeys((*simulation.milestones, *simulation.by_task)):
        finish, row = simulation.milestones.get(key), simulation.by_task.get(key)
        yield TaskChances(
            task_id=int(key),
            plan_id=plan,
            **{f"p{percent}": finish.p(percent) // MINUTE if finish is not None else None for percent in (10, 50, 80, 95)},
            criticality=round(row.criticality * FULL_SHARE) if row is not None else None,
            earlier=round(row.earlier / MINUTE) if row is not None else None,
            later=round(row.later / MINUTE) if row is not None else None,
            deadline_share=deadlines.get(key),
        )
