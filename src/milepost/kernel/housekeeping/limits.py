"""How long things stay that nobody needs any more."""

from datetime import timedelta

from milepost.kernel.inputs import Whole
from milepost.kernel.settings import SettingKind, declare, value_of

ANSWERS = timedelta(hours=24)
"""Of requests with an idempotency key: who sends one again later does something new."""
FILES = timedelta(days=1)
"""A file that no row names may belong to a request, or to a backup, that is under way; after this it does not."""
JOBS = declare(SettingKind("job-days", Whole(least=1, most=3650, label="How long jobs stay listed", help="In days after they ended."), 30))


def job_stay() -> timedelta:
    """How long a job that ended stays listed."""
    return timedelta(days=int(value_of(JOBS.name)))
