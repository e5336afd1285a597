"""After somebody's working time changed, or an organisation's days: plans that hang on it are computed anew, each by a job."""

from collections.abc import Iterable
from dataclasses import replace

from milepost.apps.planning.services.chances import enqueue_next
from milepost.kernel.access import house
from milepost.kernel.call import Call, current, running

JOB = "milepost.apps.planning.jobs.recompute.recompute"
WHY = "working time changed"


def recompute_soon(plans: Iterable[int]) -> None:
    """One job for each, which others that wait for the same plan are part of."""
    call = current() or Call(house(WHY))
    with running(replace(call, actor=house(WHY))):
        for plan in plans:
            enqueue_next(JOB, plan)
