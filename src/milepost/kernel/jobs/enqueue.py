"""Puts jobs into the queue, in the caller's transaction: a job of an operation that was undone never was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from milepost.kernel.call import current
from milepost.kernel.clock import now
from milepost.kernel.models import Job

OPEN = (Job.State.READY, Job.State.RUNNING)


def enqueue(
    task: str,
    arguments: Sequence[Any] = (),
    *,
    named: Mapping[str, Any] | None = None,
    account: int | None = None,
    unique: str = "",
    run_after: datetime | None = None,
    priority: int = 0,
    queue: str = "default",
) -> Job:
    """The job; with a `unique` key the one that is open under it already, if there is one. Without an account it is that of the operation
    under way, which may then see it and stop it."""
    at = now()
    call = current()
    made = Job(
        key=uuid4().hex,
        task=task,
        arguments={"positional": list(arguments), "named": dict(named or {})},
        queue=queue,
        priority=priority,
        account_id=account if account is not None or call is None else call.actor.account,
        unique=unique,
        run_after=run_after or at,
        created_at=at,
        changed_at=at,
    )
    if not unique:
        made.save(force_insert=True)
        return made
    while True:
        try:
            with transaction.atomic():
                made.save(force_insert=True)
            return made
        except IntegrityError:
            # None when the one that was open has ended in between: then there is room for this one.
            found = Job.objects.filter(unique=unique, state__in=OPEN).first()
            if found is not None:
                return found


def put_off(task: str, until: datetime, *, asked: str = "") -> int:
    """Let the jobs of a task that have not begun wait until then, but for those whose unique key ends in `asked`; how many."""
    waiting = Job.objects.filter(task=task, state=Job.State.READY)
    return (waiting.exclude(unique__endswith=asked) if asked else waiting).update(run_after=until)


def cancel(key: str) -> bool:
    """Ask a job to stop: one that waits ends at once, one that runs at its next report. Whether there was one to stop."""
    stopped = Job.objects.filter(key=key, state=Job.State.READY).update(state=Job.State.CANCELLED, finished_at=now())
    return bool(stopped or Job.objects.filter(key=key, state=Job.State.RUNNING).update(cancel_asked=True))


def retry(key: str) -> bool:
    """Let a parked job begin anew; whether there was one. Its fence stays: who held it before can still not end it."""
    anew = {"state": Job.State.READY, "attempts": 0, "run_after": now(), "finished_at": None, "cancel_asked": False, "progress": {}}
    return bool(Job.objects.filter(key=key, state=Job.State.PARKED).update(**anew))
