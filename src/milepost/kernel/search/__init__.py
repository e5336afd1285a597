"""Search over everything: one index, filled from the journal, asked through what each may see."""

from milepost.kernel.search.find import Hit, find
from milepost.kernel.search.index import follow, forget, rebuild

__all__ = ["Hit", "find", "follow", "forget", "rebuild"]
