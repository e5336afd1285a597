"""Whether the jobs of the house are being worked off."""

from datetime import timedelta

from milepost.kernel.clock import now
from milepost.kernel.models import Job

LATE = timedelta(minutes=10)


def late_jobs() -> int:
    """Jobs that were due some time ago and that nobody has begun."""
    return Job.objects.filter(state=Job.State.READY, run_after__lt=now() - LATE).count()


def parked_jobs() -> int:
    """Jobs that failed for good."""
    return Job.objects.filter(state=Job.State.PARKED).count()
