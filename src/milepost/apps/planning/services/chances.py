"""Simulation of plans: asked for by somebody, and by the house itself after a change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.models import ProjectPlan
from milepost.apps.planning.selectors.ranges import has_ranges
from milepost.apps.planning.services.project_plan import refuse_over
from milepost.kernel.access import house
from milepost.kernel.call import Call, current, running
from milepost.kernel.clock import now
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Job
from milepost.kernel.operations import operation

JOB = "milepost.apps.planning.jobs.chances.simulate"
REST = timedelta(seconds=20)
"""So long after a change it is waited for further ones."""
TURNS = 3


def job_key(plan: int, turn: int = 0) -> str:
    """What the job that simulates a plan is unique by while it is open. While one runs, the next takes another turn."""
    return f"chances {plan}" + (f" {turn}" if turn else "")


def asked_key(plan: int) -> str:
    """The same for one that somebody asked for: it waits for nothing."""
    return f"chances {plan} now"


@operation(PROJECT_PLAN, "simulate")
def simulate(plans: Sequence[ProjectPlan]) -> None:
    """Work out how sure the dates are: a job carries the plan out ten thousand times with other durations."""
    refuse_over(plans)
    for one in plans:
        enqueue(JOB, [one.pk, True], unique=asked_key(one.pk))


def simulate_soon(plan: int) -> None:
    """Where somebody gave ranges the chances are worked out anew a while after a change, once for all that was changed by then."""
    if has_ranges(plan):
        call = current() or Call(house("chances"))
        with running(replace(call, actor=house("chances"))):
            enqueue_next(JOB, plan, rest=REST)


def enqueue_next(task: str, plan: int, *, rest: timedelta = timedelta()) -> Job:
    """A job for the plan that has not begun: one that runs already may have read the plan before the change."""
    word = task.rpartition(".")[2]
    for turn in range(TURNS):
        key = job_key(plan, turn) if task == JOB else f"{word} {plan}" + (f" {turn}" if turn else "")
        job = enqueue(task, [plan], unique=key, run_after=now() + rest)
        if job.state == Job.State.READY:
            break
    return job
