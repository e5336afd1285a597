"""The data of one person: everything that is kept about them, given out or erased, derived from the descriptions of all entities."""

from milepost.kernel.subjects.operations import ERASE, EXPORT
from milepost.kernel.subjects.rows import is_subject

__all__ = ["ERASE", "EXPORT", "is_subject"]
