"""Asks the engine how sure a plan's dates are, from the ranges that people gave its tasks."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass

from milepost.apps.planning.selectors.ranges import Ranges
from milepost.engine import Schedule, schedule_plan
from milepost.engine.load import horizon
from milepost.engine.model import Plan
from milepost.engine.model import Task as PlanTask
from milepost.engine.risk import CommonCause, Estimate, Risks, Shape, Simulation, ThreePoint, simulate
from milepost.engine.risk.assumed import ASSUMED, ASSUMED_CORRELATION, CERTAIN, accompanying
from milepost.engine.risk.compiled import functions_for
from milepost.values import said

SAMPLES = 10_000
SEED = 1
MOST_WATCHED = 300
"""Of so many tasks the finish is kept in every sample; of a larger plan those of milestones and of tasks with deadlines."""
WORTH_WARMING = 8_000_000
"""Tasks times samples that take plain Python a minute or two; compiling takes less."""
THREADS = max((os.cpu_count() or 2) // 2, 1)
"""Half of the machine: people are served meanwhile. The figures are the same on any number."""
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the spread came from: `own` tasks have a range that somebody gave, `assumed` ones take the rule of thumb, and `beside` only go
    along with the others and do not vary."""

    own: int
    assumed: int
    beside: tuple[str, ...]

    @property
    def together(self) -> bool:
        """Whether a correlation was assumed."""
        return self.assumed > 1


@dataclass(frozen=True)
class Simulated:
    """`simulation` has no finish where an error stopped it."""

    schedule: Schedule
    simulation: Simulation
    basis: Basis


def simulate_plan(plan: Plan, ranges: Ranges, *, told: Callable[[str], None] = lambda _: None, samples: int = SAMPLES) -> Simulated:
    """Carries the plan out so many times; the same plan gives the same answer. Give it what is committed: what is held is not done."""
    schedule = schedule_plan(plan)
    risks, basis = _risks(plan, schedule, ranges)
    leaves = [task.id for task in plan.tasks if task.id not in plan.summaries]
    watch = [task.id for task in plan.tasks] if len(leaves) <= MOST_WATCHED else []
    _warm(len(plan.tasks) * samples, told)
    told(said("Carrying the plan out {samples:,} times", samples=samples))
    simulation = simulate(
        plan, risks, samples=samples, seed=SEED, watch=watch, schedule=schedule, gains=False, threads=THREADS
    )  # fmt: skip
    return Simulated(schedule, simulation, basis)


def _risks(plan: Plan, schedule: Schedule, ranges: Ranges) -> tuple[Risks, Basis]:
    tasks = [task for task in plan.tasks if _varies(plan, task)]
    own = [task for task in tasks if task.id in ranges]
    rest = [task for task in tasks if task.id not in ranges]
    whole = horizon(plan, schedule)[plan.calendar].between(schedule.start, schedule.finish) if schedule.dates else 0
    beside = accompanying(plan, rest, whole=whole)
    assumed = [task.id for task in rest if task.id not in set(beside)]
    estimates = [Estimate(task.id, _three_points(task, *ranges[task.id])) for task in own]
    estimates += [Estimate(task, CERTAIN, relative=True) for task in beside]
    estimates += [Estimate(task, ASSUMED, relative=True) for task in assumed]
    basis = Basis(len(own), len(assumed), beside)
    causes = (CommonCause(tuple(assumed), ASSUMED_CORRELATION),) if basis.together else ()
    return Risks(tuple(estimates), causes=causes), basis


def _varies(plan: Plan, task: PlanTask) -> bool:
    """Not finished, of some length, and not typed by hand."""
    typed = task.manual and task.manual_start is not None and task.manual_finish is not None
    return (
        task.id not in plan.summaries and task.active and task.duration > 0 and task.actual_finish is None and not (task.external or typed)
    )


def _three_points(task: PlanTask, best: int | None, worst: int | None) -> ThreePoint:
    """What nobody said of one end is as planned."""
    low = best * MINUTE if best is not None else min(task.duration, worst * MINUTE if worst is not None else task.duration)
    return ThreePoint(low, task.duration, worst * MINUTE if worst is not None else max(task.duration, low), Shape.PERT)


def _warm(size: int, told: Callable[[str], None]) -> None:
    """Compiles the kernel once on a machine; a cache that cannot be written leaves the plain one, which gives the same figures."""
    if size >= WORTH_WARMING and not functions_for(size).compiled:
        told(said("Compiling the simulation, once on this machine"))
        from milepost.engine.risk.warming import warm

        with contextlib.suppress(OSError):
            warm()
