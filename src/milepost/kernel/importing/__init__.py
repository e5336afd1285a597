"""Import: a file of rows becomes the same operations that a person could do, tried first, then all or nothing."""

from milepost.kernel.importing.draft import read_draft
from milepost.kernel.importing.run import Outcome, import_rows, try_rows
from milepost.kernel.importing.sheet import MOST_ROWS, Draft, DraftRow, Unfit
from milepost.kernel.importing.tasks import (
    MOST_BYTES,
    enqueue_import,
    enqueue_trial,
    enqueue_whole,
    is_trial,
    job_of,
    may_import,
    outcome_told,
)

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Draft",
    "DraftRow",
    "Outcome",
    "Unfit",
    "enqueue_import",
    "enqueue_trial",
    "enqueue_whole",
    "import_rows",
    "is_trial",
    "job_of",
    "may_import",
    "outcome_told",
    "read_draft",
    "try_rows",
]
