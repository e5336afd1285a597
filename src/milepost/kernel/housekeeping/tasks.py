"""The tasks: each clears one thing away, together with its own completion, and gives back how much."""

from collections.abc import Callable

from django.db.models import Q
from django_tasks import task

from milepost.kernel.clock import now
from milepost.kernel.housekeeping.files import clear_files
from milepost.kernel.housekeeping.limits import ANSWERS, job_stay
from milepost.kernel.jobs import Effect
from milepost.kernel.models import Job, KeptAnswer, Token

Counts = dict[str, int]


@task()
def clear_answers() -> Effect:
    """Answers kept under idempotency keys, once nobody sends the same request again."""
    return _counted("answers", lambda: KeptAnswer.objects.filter(at__lt=now() - ANSWERS).delete()[0])


@task()
def clear_use_of_tokens() -> Effect:
    """When a token was last used, once it is revoked or past its date: that somebody worked then concerns nobody any more."""
    over = Q(ended_at__isnull=False) | Q(expires_at__lte=now())
    return _counted("tokens", lambda: Token.objects.filter(over, used_at__isnull=False).update(used_at=None))


@task()
def clear_jobs() -> Effect:
    """Jobs that ended well or were cancelled a while ago; those that failed stay until somebody has looked at them."""
    ended = Job.objects.filter(state__in=(Job.State.DONE, Job.State.CANCELLED), finished_at__lt=now() - job_stay())
    return _counted("jobs", lambda: ended.delete()[0])


@task()
def clear_unnamed_files() -> Counts:
    """Files that no attachment names. The folder knows no transactions: done twice, it finds nothing the second time."""
    return {"files": clear_files()}


def _counted(word: str, clear: Callable[[], int]) -> Effect:
    """What is cleared is known when it is done, in the transaction that keeps it as the job's result."""
    counts: Counts = {}

    def apply() -> None:
        counts[word] = clear()

    return Effect(apply, counts)
