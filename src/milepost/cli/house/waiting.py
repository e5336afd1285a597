"""Waits a moment for what a process that was killed still holds: its children notice within a second or two that it is gone."""

import sys
import time
from collections.abc import Callable

PATIENCE_SECONDS = 6.0
UNNOTICED_SECONDS = 0.3


def wait_for(free: Callable[[], bool], what: str) -> bool:
    """Whether it is free now, or gets so within seconds; that it is waited for is said."""
    until, told = time.monotonic() + PATIENCE_SECONDS, False
    began = time.monotonic()
    while not free():
        if time.monotonic() > until:
            return False
        if not told and time.monotonic() - began > UNNOTICED_SECONDS:
            print(f"Waiting a moment for {what}; one that was just stopped may hold it still.", file=sys.stderr, flush=True)
            told = True
        time.sleep(0.05)
    return True
