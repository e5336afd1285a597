"""Jobs on the Django Tasks API: an embedded queue with leases, in the same database and transaction as everything else."""

from milepost.kernel.jobs import operations as _operations  # noqa: F401  # make themselves known
from milepost.kernel.jobs.effect import Cancelled, Effect, Report
from milepost.kernel.jobs.enqueue import cancel, enqueue, retry
from milepost.kernel.jobs.entity import JOB

__all__ = ["JOB", "Cancelled", "Effect", "Report", "cancel", "enqueue", "retry"]
