"""Runs one job: computes outside of any transaction, then changes and completes in one, guarded by the fence."""

import traceback
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.module_loading import import_string

from milepost.kernel.clock import now
from milepost.kernel.jobs.claim import LEASE, claim, complete, end_cancelled, fail, renew
from milepost.kernel.jobs.effect import Cancelled, Effect, Report
from milepost.kernel.models import Job
from milepost.kernel.operations.again import again

ERROR_LENGTH = 4_000
REPORT_EVERY = timedelta(seconds=0.5)


class LeaseLost(Exception):
    """Another worker has taken the job: this one took too long to say that it lives."""


def run_one(worker: str, *, lease: timedelta = LEASE, queue: str = "default") -> bool:
    """Claim and run one job; False when there was none."""
    job = claim(worker, lease=lease, queue=queue)
    if job is None:
        return False
    try:
        with _Heartbeat(job, lease):  # until its completion: what takes long to write is not taken away by another worker meanwhile
            outcome = _compute(job)
            again(lambda: _finish(job, outcome))
    except Cancelled:
        end_cancelled(job)
    except LeaseLost:
        pass
    except Exception:
        fail(job, traceback.format_exc()[-ERROR_LENGTH:])
    return True


def _finish(job: Job, outcome: Any) -> None:
    """The effect and the completion, both or neither."""
    with transaction.atomic():
        if isinstance(outcome, Effect):
            outcome.apply()
        if not complete(job, outcome.result if isinstance(outcome, Effect) else outcome):
            raise LeaseLost


def _compute(job: Job) -> Any:
    task = import_string(job.task)
    positional, named = job.arguments["positional"], job.arguments["named"]
    if task.takes_context:
        return task.func(reporter(job), *positional, **named)
    return task.func(*positional, **named)


def reporter(job: Job) -> Report:
    """Keeps a job's progress, at most twice a second, and raises Cancelled when somebody asked to stop."""
    last = [now() - REPORT_EVERY]

    def report(done: int, whole: int, text: str = "") -> None:
        at = now()
        if at - last[0] < REPORT_EVERY and done < whole:
            return
        last[0] = at
        Job.objects.filter(pk=job.pk, fence=job.fence).update(progress={"done": done, "whole": whole, "text": text})
        if Job.objects.filter(pk=job.pk, cancel_asked=True).exists():
            raise Cancelled

    return report


class _Heartbeat:
    """Renews the lease from a thread of its own while the work goes on."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        self.job, self.lease, self.done = job, lease, Event()
        self.thread = Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.done.wait(self.lease.total_seconds() / 3):
                try:
                    if not renew(self.job, lease=self.lease):
                        return
                except (OperationalError, InterfaceError):  # the database was away or busy: the lease lasts for two more beats
                    connection.close()
        finally:
            connection.close()
