"""Jobs found again by whoever asked for them: their arguments and what came of them are nobody else's."""

from collections.abc import Sequence

from django.db.models import QuerySet

from milepost.kernel.access import Actor
from milepost.kernel.errors import Missing
from milepost.kernel.models import Job
from milepost.values import said


def own_job(actor: Actor, tasks: Sequence[str], key: str, *, missing: str) -> Job:
    """The actor's own job of one of these tasks, by its key. Raises Missing, which says `missing`."""
    return _one(_own(actor).filter(task__in=tasks, key=key[:40].replace("\x00", "\ufffd")), missing)


def own_job_numbered(actor: Actor, number: int) -> Job:
    """The actor's own job, by its id. Raises Missing."""
    return _one(_own(actor).filter(pk=number), said("There is no such job of yours; it may be too long ago."))


def _own(actor: Actor) -> QuerySet[Job]:
    return Job.objects.filter(account_id=actor.account) if actor.account is not None else Job.objects.none()


def _one(found: QuerySet[Job], missing: str) -> Job:
    job = found.first()
    if job is None:
        raise Missing(missing)
    return job
