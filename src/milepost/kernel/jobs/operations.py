"""What people do with jobs: stop one, try one again that was parked. Both ask the queue, whose own conditions decide; the row is locked
meanwhile, so that no worker takes or ends it in between, and the fence stays the workers' alone."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from milepost.kernel.clock import now
from milepost.kernel.errors import WrongState
from milepost.kernel.jobs.enqueue import cancel as cancel_in_queue
from milepost.kernel.jobs.enqueue import retry as retry_in_queue
from milepost.kernel.jobs.entity import JOB
from milepost.kernel.models import Job
from milepost.kernel.operations import current, operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said, word


def _begin(jobs: Sequence[Job]) -> None:
    """The house may put a job into the queue by an operation too, which is journalled; tasks put themselves there without."""
    call = current()
    for job in jobs:
        job.key = uuid4().hex
        job.arguments = {"positional": [], "named": {}}
        job.run_after = now()
        job.account_id = call.actor.account if call is not None else None


add_generated(JOB, then=_begin)


@operation(JOB, "cancel")
def cancel(jobs: Sequence[Job]) -> None:
    """Stop a job: one that waits ends at once, one that runs when it next says how far it is."""
    _each(jobs, cancel_in_queue, said("only what waits or runs can be stopped"), (Job.State.READY, Job.State.RUNNING))


@operation(JOB, "retry")
def retry(jobs: Sequence[Job]) -> None:
    """Try a job again that failed for good: it starts anew, with all its attempts."""
    _each(jobs, retry_in_queue, said("only what failed for good can be tried again"), (Job.State.PARKED,))


def _each(jobs: Sequence[Job], ask: Callable[[str], bool], rule: str, allowed: tuple[Job.State, ...]) -> None:
    for job in jobs:
        if not ask(job.key):
            told = word(str(Job.State(job.state).label)).lower()
            raise WrongState(
                said("job {job} is {told}; {rule}.", job=job.pk, told=told, rule=rule),
                state=job.state,
                allowed=[str(state) for state in allowed],
            )
        job.refresh_from_db()
