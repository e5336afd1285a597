"""The worker: one job after another until it is told to end; it then finishes what it does."""

import logging
import os
import signal
import socket
import time
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

from django.db import InterfaceError, OperationalError, connection

from milepost.kernel.clock import now
from milepost.kernel.jobs.claim import LEASE
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import enqueue_due
from milepost.kernel.journal.followers import followers
from milepost.kernel.journal.seal import BrokenChain, seal
from milepost.kernel.search import follow

IDLE_SECONDS = 0.2
SECONDS_BETWEEN_SEALS = 5.0
SECONDS_WITHOUT_DATABASE = 2.0
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Worker:
    """`name` tells people where it runs. A job that it leaves behind by dying is taken up after `lease`."""

    name: str = ""
    lease: timedelta = LEASE
    ending: bool = False
    _minute: int = 0
    _sealed_at: float = float("-inf")

    def __post_init__(self) -> None:
        self.name = self.name or f"{socket.gethostname()}:{os.getpid()}"

    def listen(self) -> None:
        """End after the present job on SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def run(self, *, once: bool = False) -> int:
        """Work until told to end, or with `once` until nothing is left to do; how many jobs were run. A database that is away is waited
        for."""
        count = 0
        while not self.ending:
            try:
                self._enqueue_due()
                worked = run_one(self.name, lease=self.lease)
                sealed = self._seal(idle=not worked)
            except (OperationalError, InterfaceError):
                if once:
                    raise
                log.exception("the database cannot be used; trying again")
                connection.close()
                time.sleep(SECONDS_WITHOUT_DATABASE)
                continue
            count += worked
            if worked or sealed:
                continue
            if once:
                break
            connection.close_if_unusable_or_obsolete()
            time.sleep(IDLE_SECONDS)
        return count

    def _enqueue_due(self) -> None:
        """What a minute asks for is looked at once in it."""
        minute = int(now().timestamp()) // 60
        if minute != self._minute:
            enqueue_due(looked=self._minute)
            self._minute = minute

    def _seal(self, *, idle: bool) -> int:
        """The journal is sealed when there is nothing else to do, and now and then when there always is. The search follows what was sealed
        here, and looks now and then whether another worker sealed something."""
        late = time.monotonic() - self._sealed_at >= SECONDS_BETWEEN_SEALS
        if not idle and not late:
            return 0
        try:
            sealed = seal()
            if not sealed and not late:
                return 0
        except BrokenChain:
            # Jobs go on: a journal that somebody tampered with is for people to look at, and `milepost check` says the same.
            log.critical("the journal cannot be sealed", exc_info=True)
            sealed = 0
        self._sealed_at = time.monotonic()
        return sealed + self._follow()

    def _follow(self) -> int:
        """A record that cannot be indexed, or told of, keeps nobody's job from being done."""
        count = 0
        for name, one in {"search": follow, **followers()}.items():
            try:
                count += one()
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("the journal cannot be followed: %s", name)
        return count

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True
