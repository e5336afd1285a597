"""Search over everything: one index, filled from the journal, asked through what each may see."""

from milepost.kernel.search.find import Found, Hit, find, search
from milepost.kernel.search.index import follow, forget, rebuild
from milepost.kernel.search.words import marked

__all__ = ["Found", "Hit", "find", "follow", "forget", "marked", "rebuild", "search"]
