"""The kernel's tables."""

from milepost.kernel.models.account import Account, Group
from milepost.kernel.models.counter import Counter
from milepost.kernel.models.grant import Grant, Role
from milepost.kernel.models.job import Job
from milepost.kernel.models.journal import JournalEntry
from milepost.kernel.models.record import Record
from milepost.kernel.models.token import KeptAnswer, Token

__all__ = ["Account", "Counter", "Grant", "Group", "Job", "JournalEntry", "KeptAnswer", "Record", "Role", "Token"]
