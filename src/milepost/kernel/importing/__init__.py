"""Import: a file of rows becomes the same operations that a person could do, tried first, then all or nothing."""

from milepost.kernel.importing.run import Outcome, import_rows, try_rows
from milepost.kernel.importing.sheet import MOST_ROWS, Draft, DraftRow, Unfit, read_draft
from milepost.kernel.importing.tasks import enqueue_import, enqueue_trial, is_trial, job_of

__all__ = [
    "MOST_ROWS",
    "Draft",
    "DraftRow",
    "Outcome",
    "Unfit",
    "enqueue_import",
    "enqueue_trial",
    "import_rows",
    "is_trial",
    "job_of",
    "read_draft",
    "try_rows",
]
