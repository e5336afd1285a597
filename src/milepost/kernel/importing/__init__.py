"""Import: a file of rows becomes the same operations that a person could do, tried first, then all or nothing."""

from milepost.kernel.importing.run import Outcome, import_rows, try_rows
from milepost.kernel.importing.sheet import Draft, DraftRow, Unfit, read_draft

__all__ = ["Draft", "DraftRow", "Outcome", "Unfit", "import_rows", "read_draft", "try_rows"]
