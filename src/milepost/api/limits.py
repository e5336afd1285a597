"""How often one token may ask, and how often one address may knock without a valid one: a window that slides over a minute.

Counts stand in memory that the processes of one server share: a row in the database would make every read a write, and would stand in the
way of those who work. Two servers count for themselves. Two tokens in a million share a place, and then a limit.
"""

import mmap
from hashlib import sha256
from struct import Struct

from django.conf import settings

from milepost.kernel.clock import now

WINDOW = 60
PLACES = 2**20
_ROW = Struct("<IIII")
_table = mmap.mmap(-1, PLACES * _ROW.size)
"""Window, requests in it, requests in the one before. Pages of it that nobody has touched take no memory."""


def wait_for(who: str, *, counted: bool = True) -> int:
    """Seconds to wait before the next request of a token or an address; 0 to go on, and then it is counted, unless that is not wanted."""
    most = settings.RATE_LIMIT
    if most <= 0:
        return 0
    place = int.from_bytes(sha256(who.encode(errors="replace")).digest()[:4], "little") % PLACES * _ROW.size
    moment = now().timestamp()
    window, into = divmod(moment, WINDOW)
    current, before = _counts(place, int(window))
    left = WINDOW - into
    if current + before * left / WINDOW >= most:
        return max(1, int(left) + 1 if current >= most else int(left - (most - current) * WINDOW / max(before, 1)) + 1)
    if counted:
        _ROW.pack_into(_table, place, int(window), current + 1, before, 0)
    return 0


def _counts(place: int, window: int) -> tuple[int, int]:
    last, current, before, _ = _ROW.unpack_from(_table, place)
    if last == window:
        return current, before
    return 0, current if last == window - 1 else 0


def forget() -> None:
    """Everybody begins anew."""
    _table[:] = bytes(len(_table))
