"""The worker: one job after another until it is told to end; it then finishes what it does."""

import os
import signal
import socket
import time
from dataclasses import dataclass
from types import FrameType

from django.db import connection

from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import enqueue_due
from milepost.kernel.journal.seal import seal

IDLE_SECONDS = 0.2


@dataclass(slots=True)
class Worker:
    """`name` tells people where it runs."""

    name: str = ""
    ending: bool = False

    def __post_init__(self) -> None:
        self.name = self.name or f"{socket.gethostname()}:{os.getpid()}"

    def listen(self) -> None:
        """End after the present job on SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def run(self, *, once: bool = False) -> int:
        """Work until told to end, or with `once` until nothing is left to do; how many jobs were run."""
        count = 0
        while not self.ending:
            enqueue_due()
            worked = run_one(self.name)
            count += worked
            sealed = 0 if worked else seal()
            if once and not worked and not sealed:
                break
            if not worked and not sealed:
                connection.close_if_unusable_or_obsolete()
                time.sleep(IDLE_SECONDS)
        return count

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True
