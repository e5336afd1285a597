"""Who wants to know that a job ended: told in the transaction that ends it, so that nobody hears of it twice, or of what was undone."""

from collections.abc import Callable

from milepost.kernel.models import Job

Heard = Callable[[Job, str], None]
_heard: list[Heard] = []


def when_ended(heard: Heard) -> Heard:
    """Have it called with each job that somebody asked for, and the state in which it ends."""
    _heard.append(heard)
    return heard


def tell_ended(job: Job, state: str) -> None:
    """The job ends now, done or failed for good."""
    if job.account_id is not None:
        for heard in _heard:
            heard(job, state)
