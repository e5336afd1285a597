"""What stops a search: its count, the clock at a checkpoint, or Ctrl-C, which keeps the best so far and ends the command when repeated."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

from milepost.cli.plan.wording import counted
from milepost.engine.levelling import Progress as Search
from milepost.values import DAY

STOPPING = "Stopping: the best schedule so far is kept. Ctrl-C once more ends the command without it."


class Stopper:
    """Watches one search; `say` takes the sentence that says how far it is, `most` the schedules asked for,
    `delays` whether they are chosen by delay alone. `by` says what stopped it: "work" while nothing did, "seconds" or "hand"."""

    def __init__(self, *, seconds: float | None, most: int | None, say: Callable[[str], None], delays: bool) -> None:
        self.by = "work"
        self._end = None if seconds is None else time.monotonic() + seconds
        self._most = most
        self._say = say
        self._delays = delays

    def watch(self, search: Search) -> bool:
        """Tells how far the search is; False when it is to stop."""
        self._say(said(search, most=self._most, delays=self._delays))
        if self.by == "work" and self._end is not None and time.monotonic() >= self._end:
            self.by = "seconds"
        return self.by == "work"

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Within it the first Ctrl-C stops the search and the second interrupts as ever. Not outside the main thread, and not
        where whoever started the command told it to ignore Ctrl-C."""
        ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if not ours:
            yield
            return
        signal.signal(signal.SIGINT, self._interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.by = "hand"
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            print(f"\n{STOPPING}", file=sys.stderr, flush=True)


def said(search: Search, *, most: int | None, delays: bool) -> str:
    """ "Levelling: 1,240 of 5,000 schedules, 38 days less delay than the first rule"."""
    count = f"{search.tried:,} of {max(most, search.tried):,} schedules" if most else f"{search.tried:,} schedules"
    days = (search.first_delay - search.delay) // DAY
    if not delays or days <= 0:
        return f"Levelling: {count}"
    return f"Levelling: {count}, {counted(days, 'day')} less delay than the first rule"
