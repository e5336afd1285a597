"""Notices: who watches a record, or is named by a room, is told what others did with it; in the inbox, and by mail where they want that."""

from milepost.kernel.notices import digest as _digest  # noqa: F401  # makes its schedule known
from milepost.kernel.notices import house as _house  # noqa: F401  # makes the kernel's own rules known
from milepost.kernel.notices import operations as _operations  # noqa: F401  # make themselves known
from milepost.kernel.notices.entity import MAIL_PREFERENCE, MUTE, NOTICE
from milepost.kernel.notices.follow import follow
from milepost.kernel.notices.rules import Rule, notice_of
from milepost.kernel.notices.told import Told, tell

__all__ = ["MAIL_PREFERENCE", "MUTE", "NOTICE", "Rule", "Told", "follow", "notice_of", "tell"]
