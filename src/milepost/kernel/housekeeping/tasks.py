"""The tasks: each clears one thing away, together with its own completion, and gives back how much."""

from collections.abc import Callable

from django.db.models import Q
from django_tasks import task

from milepost.kernel.clock import now
from milepost.kernel.exporting.files import clear_exports
from milepost.kernel.housekeeping.files import clear_files
from milepost.kernel.housekeeping.limits import ANSWERS, job_stay
from milepost.kernel.jobs import Effect
from milepost.kernel.models import Counted, Digest, Job, KeptAnswer, Notice, Session, Token
from milepost.kernel.notices.limits import DIGESTS, notice_stay

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
def clear_sessions() -> Effect:
    """Log-ins that ended by themselves, and counts of tries whose time is over."""
    return _counted(
        "sessions",
        lambda: Session.objects.filter(expire_date__lte=now()).delete()[0] + Counted.objects.filter(expires_at__lte=now()).delete()[0],
    )


@task()
def clear_jobs() -> Effect:
    """Jobs that ended well or were cancelled a while ago; those that failed stay until somebody has looked at them."""
    ended = Job.objects.filter(state__in=(Job.State.DONE, Job.State.CANCELLED), finished_at__lt=now() - job_stay())
    return _counted("jobs", lambda: ended.delete()[0])


@task()
def clear_notices() -> Effect:
    """Notices that were read or are done since a while, those of closed accounts, and on which days mails went out long ago."""
    over = Q(state__in=(Notice.State.READ, Notice.State.DONE)) | Q(account__is_active=False)
    old = Notice.objects.filter(over, changed_at__lt=now() - notice_stay())
    return _counted("notices", lambda: old.delete()[0] + Digest.objects.filter(sent_at__lt=now() - DIGESTS).delete()[0])


@task()
def clear_unnamed_files() -> Counts:
    """Files that no attachment names, and exports that nobody fetched within a day. The folder knows no transactions: done twice, it finds
    nothing the second time."""
    return {"files": clear_files() + clear_exports()}


def _counted(word: str, clear: Callable[[], int]) -> Effect:
    """What is cleared is known when it is done, in the transaction that keeps it as the job's result."""
    counts: Counts = {}

    def apply() -> None:
        counts[word] = clear()

    return Effect(apply, counts)
