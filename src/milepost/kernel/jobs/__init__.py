"""Jobs on the Django Tasks API: an embedded queue with leases, in the same database and transaction as everything else."""

from milepost.kernel.jobs.effect import Cancelled, Effect, Report
from milepost.kernel.jobs.enqueue import cancel, enqueue

__all__ = ["Cancelled", "Effect", "Report", "cancel", "enqueue"]
