"""Gunicorn with the house loaded once and shared, and one worker for jobs kept beside it."""

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from milepost.cli.house.compiled_templates import compile_templates

GRACE_SECONDS = 25
SOONEST_RESTART = 2.0


def serve(address: str, *, processes: int, threads: int, worker: bool, drain: float) -> int:
    """Serve until told to end; the exit code. The house must be loaded, and no connection open."""
    options = {
        "bind": address,
        "workers": processes,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "graceful_timeout": GRACE_SECONDS,
        "timeout": 60,
        "keepalive": 75,
        "max_requests": 5000,
        "max_requests_jitter": 500,
        "limit_request_line": 8190,
        "limit_request_fields": 64,
        "logconfig_dict": settings.LOGGING,
        "control_socket_disable": True,
        "server_software": "milepost",
    }
    House(options, companion=Companion() if worker else None, drain=drain).run()
    return 0


class House(BaseApplication):  # type: ignore[misc]
    """The application for gunicorn, with our options and nobody else's."""

    def __init__(self, options: dict[str, Any], *, companion: "Companion | None", drain: float) -> None:
        self.options, self.companion, self.drain = options, companion, drain
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from django.core.wsgi import get_wsgi_application
        from django.urls import get_resolver

        made = get_wsgi_application()
        _ = get_resolver().url_patterns  # loaded before the fork, so that all share it and the first request does not wait
        compile_templates()
        return made

    def run(self) -> None:
        Overseer(self).run()


class Overseer(Arbiter):  # type: ignore[misc]
    """Gunicorn's first process, which also keeps the companion and lets balancers know before it ends."""

    def manage_workers(self) -> None:
        super().manage_workers()
        if self.app.companion is not None:
            self.app.companion.keep()

    def handle_term(self) -> None:
        self._end(self.app.drain)

    def handle_int(self) -> None:
        self._end(0)

    def _end(self, wait: float) -> None:
        """/readyz fails at once, the rest goes on for a while; then what is under way is finished."""
        from milepost.kernel.installation.ending import announce_end

        announce_end()
        if self.app.companion is not None:
            self.app.companion.tell()
        time.sleep(wait)
        raise StopIteration

    def halt(self, reason: str | None = None, exit_status: int = 0) -> None:
        try:
            super().halt(reason, exit_status)
        finally:
            if self.app.companion is not None:
                self.app.companion.end()


class Companion:
    """A worker for jobs, forked from the process that has the house loaded, and started again should it die."""

    def __init__(self) -> None:
        self.pid, self.began, self.ending = 0, 0.0, False

    def keep(self) -> None:
        """Start it when it does not run, not more often than every other second."""
        if self.ending or self._lives() or time.monotonic() - self.began < SOONEST_RESTART:
            return
        self.began = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            _work(os.getppid())

    def tell(self) -> None:
        """Ask it to end after the job it has."""
        self.ending = True
        if self._lives():
            os.kill(self.pid, signal.SIGTERM)

    def end(self) -> None:
        """Wait for it; one that does not end in time is killed, and its job is taken again elsewhere."""
        self.tell()
        until = time.monotonic() + GRACE_SECONDS
        while self._lives():
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.05)

    def _lives(self) -> bool:
        if not self.pid:
            return False
        try:
            ended, _ = os.waitpid(self.pid, os.WNOHANG)
            return ended == 0
        except ChildProcessError:  # gunicorn takes leave of every child that ends
            return False


def _work(parent: int) -> None:
    """The life of the companion; it ends when its parent is gone, too."""
    from milepost.kernel.jobs.worker import Worker

    signal.set_wakeup_fd(-1)
    for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD, signal.SIGWINCH, signal.SIGTTIN):
        signal.signal(number, signal.SIG_DFL)
    worker = Worker()
    worker.listen()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        worker.ending = True

    threading.Thread(target=watch, daemon=True).start()
    code = 1
    try:
        worker.run()
        code = 0
    except Exception:
        logging.getLogger("milepost.worker").exception("the worker stopped and is started again")
    finally:
        sys.stdout.flush()
        os._exit(code)
