"""The journal: audit trail, feed of activity and outbox in one append-only table."""

from milepost.kernel.journal.write import write_entries

__all__ = ["write_entries"]
