"""Turns SIGTERM into an exception, so that a terminated command cleans up like an interrupted one."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from milepost.cli.failure import Terminated


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Within it SIGTERM raises Terminated; afterwards the former handler stands again. Outside the main thread it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated
