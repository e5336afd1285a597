"""The kernel's tables."""

from milepost.kernel.models.about import About
from milepost.kernel.models.account import Account, Group, Membership
from milepost.kernel.models.attachment import Attachment
from milepost.kernel.models.comment import Comment
from milepost.kernel.models.counter import Counter
from milepost.kernel.models.draft import Draft
from milepost.kernel.models.grant import Grant, Role
from milepost.kernel.models.job import Job
from milepost.kernel.models.journal import JournalEntry
from milepost.kernel.models.link import Link
from milepost.kernel.models.lookup import Lookup, LookupValue
from milepost.kernel.models.notice import Digest, MailPreference, Mute, Notice
from milepost.kernel.models.publication import Publication
from milepost.kernel.models.record import Record
from milepost.kernel.models.saved_view import SavedView
from milepost.kernel.models.search import SearchEntry
from milepost.kernel.models.session import Counted, Session
from milepost.kernel.models.setting import Setting
from milepost.kernel.models.tag import Tag, Tagging
from milepost.kernel.models.token import KeptAnswer, Token
from milepost.kernel.models.watch import Watch

__all__ = [
    "About",
    "Account",
    "Attachment",
    "Comment",
    "Counted",
    "Counter",
    "Digest",
    "Draft",
    "Grant",
    "Group",
    "Job",
    "JournalEntry",
    "KeptAnswer",
    "Link",
    "Lookup",
    "LookupValue",
    "MailPreference",
    "Membership",
    "Mute",
    "Notice",
    "Publication",
    "Record",
    "Role",
    "SavedView",
    "SearchEntry",
    "Session",
    "Setting",
    "Tag",
    "Tagging",
    "Token",
    "Watch",
]
