"""Whether this server is about to end: it then asks to be left out, while it still answers."""

import mmap

_ending = mmap.mmap(-1, 1)
"""Shared by the processes of one server, which are forked from the one that sets it."""


def announce_end() -> None:
    """From now on this server asks to be left out, while it still answers."""
    _ending[0] = 1


def is_ending() -> bool:
    """Whether it was announced."""
    return bool(_ending[0])
