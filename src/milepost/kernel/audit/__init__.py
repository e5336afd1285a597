"""The journal across records, as somebody may see it: for those who look, and for programs that follow."""

from milepost.kernel.audit.pages import FILTERS, MOST, PAGE, PLACES, VIEW, Entries, read_journal

__all__ = ["FILTERS", "MOST", "PAGE", "PLACES", "VIEW", "Entries", "read_journal"]
