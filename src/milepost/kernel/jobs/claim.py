"""Leases: a worker takes a job for a while and renews that while it lives; from one that died it is taken again."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from milepost.kernel.clock import now
from milepost.kernel.jobs.ended import tell_ended
from milepost.kernel.models import Job

LEASE = timedelta(seconds=30)
WAITS = (timedelta(seconds=2), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))
"""After each attempt: soon, for what passes by itself, and long enough in the end for a mail server that is put right."""
MOST_ATTEMPTS = len(WAITS) + 1


def claim(worker: str, *, lease: timedelta = LEASE, queue: str = "default") -> Job | None:
    """The next job for this worker: first what waits, then what a dead worker left. One that keeps killing workers is parked."""
    at = now()
    due = Q(state=Job.State.READY, run_after__lte=at) | Q(state=Job.State.RUNNING, lease_until__lt=at)
    # Looked for without a lock first: an idle worker keeps nobody from writing.
    while Job.objects.filter(due, queue=queue).exists():
        job, left = _take(worker, at, lease, queue)
        if job is not None or not left:
            return job
    return None


def _take(worker: str, at: datetime, lease: timedelta, queue: str) -> tuple[Job | None, bool]:
    """The job taken; else none, and whether one was parked so that it is worth looking again."""
    with transaction.atomic():
        job = _first(Job.objects.filter(queue=queue, state=Job.State.READY, run_after__lte=at).order_by("-priority", "run_after", "id"))
        job = job or _first(Job.objects.filter(queue=queue, state=Job.State.RUNNING, lease_until__lt=at).order_by("id"))
        if job is None:
            return None, False
        if job.cancel_asked:  # while it ran: its worker died, or failed at it, before it could stop
            job.state, job.finished_at, job.lease_until = Job.State.CANCELLED, at, None
            job.save(update_fields=["state", "finished_at", "lease_until"])
            return None, True
        if job.attempts >= MOST_ATTEMPTS:
            job.state, job.finished_at = Job.State.PARKED, at
            job.error = job.error or f"its worker died {job.attempts} times"
            job.save(update_fields=["state", "finished_at", "error"])
            tell_ended(job, Job.State.PARKED)
            return None, True
        job.state, job.worker, job.lease_until = Job.State.RUNNING, worker, at + lease
        job.attempts, job.fence = job.attempts + 1, job.fence + 1
        job.started_at = job.started_at or at
        job.save(update_fields=["state", "worker", "lease_until", "attempts", "fence", "started_at"])
        return job, False


def renew(job: Job, *, lease: timedelta = LEASE) -> bool:
    """Hold the job for longer; False when it is no longer this worker's."""
    return bool(_own(job).update(lease_until=now() + lease))


def complete(job: Job, result: object) -> bool:
    """End the job; False when it is no longer this worker's, and then the caller's transaction must be undone."""
    ended = bool(_own(job).update(state=Job.State.DONE, result=result, finished_at=now(), error="", lease_until=None))
    if ended:
        job.result = result
        tell_ended(job, Job.State.DONE)
    return ended


def fail(job: Job, error: str) -> None:
    """Try again later, each time after a longer wait; after the last attempt the job is parked for somebody to look at."""
    at = now()
    if job.attempts >= MOST_ATTEMPTS:
        with transaction.atomic():
            if _own(job).update(state=Job.State.PARKED, error=error, finished_at=at, lease_until=None):
                tell_ended(job, Job.State.PARKED)
    else:
        _own(job).update(state=Job.State.READY, error=error, run_after=at + WAITS[job.attempts - 1], lease_until=None)


def end_cancelled(job: Job) -> None:
    """The task stopped because somebody asked."""
    _own(job).update(state=Job.State.CANCELLED, finished_at=now(), lease_until=None)


def _own(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, fence=job.fence, state=Job.State.RUNNING)


def _first(rows: QuerySet[Job]) -> Job | None:
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.first()
