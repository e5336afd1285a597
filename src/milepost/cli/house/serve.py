"""`milepost serve`: the web server, and a worker beside it; where there is no house yet it asks for what one needs."""

import argparse
import errno
import os
import socket
import sys

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.house.kept import take_kept
from milepost.cli.house.public import is_local
from milepost.cli.house.safety import refuse_unsafe
from milepost.cli.house.started import check_secret, database_told, home, prepare_home, started
from milepost.cli.house.starting import refuse, share_connections
from milepost.cli.house.waiting import wait_for
from milepost.engine.problem import Problem

FREE = "Is Milepost running already? Else name another port."


def run(arguments: argparse.Namespace) -> int:
    """The exit code, once it has ended."""
    host, port = _address(arguments.listen)
    if not 1 <= arguments.processes <= 64 or not 1 <= arguments.threads <= 64 or not 0 <= arguments.drain <= 300:
        raise usage("serve", "these numbers make no sense.", "Give 1 to 64 processes, 1 to 64 threads, 0 to 300 seconds.")
    take_kept(home())
    check_secret()
    _check_reach(host, plain=arguments.plain_http)
    wait_until_free(host, port, remedy=FREE)
    _found_if_none()
    prepare_home()
    started(tables=False)
    refuse_unsafe(plain=arguments.plain_http)
    worker = "with a worker" if not arguments.no_worker else "without a worker"
    told = f"Milepost at http://{host}:{port}/ ({arguments.processes}×{arguments.threads}, {worker}). Ctrl-C ends it."
    return serve_house(
        *(host, port),
        processes=arguments.processes,
        threads=arguments.threads,
        worker=not arguments.no_worker,
        drain=arguments.drain,
        told=told,
    )


def serve_house(host: str, port: int, *, processes: int, threads: int, worker: bool, drain: float, told: str = "") -> int:
    """Serves the house that is loaded; the exit code. `told` is printed beside the log, once nothing stands in the way."""
    _prepare_database()
    share_connections()
    try:
        from milepost.cli.house.server import serve
    except ImportError:
        problem = Problem("extra-missing", "the house", "its packages are not installed.", "Install the extra: pip install milepost[house]")
        raise Failure(Exit.MISSING_EXTRA, [problem]) from None
    if told:
        # What runs it reads the log on standard output; what is for a person goes beside it.
        print(told, file=sys.stderr, flush=True)
    return serve(f"{host}:{port}", processes=processes, threads=threads, worker=worker, drain=drain)


def _found_if_none() -> None:
    """Where nobody could log in, asks at a terminal and sets the house up; elsewhere says what to give. Raises Failure (8)."""
    from milepost.cli.house.asks import ask_and_found, needs_founding, without_terminal

    if needs_founding():
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise without_terminal()
        ask_and_found()


def _prepare_database() -> None:
    """Tables and the administrators' role; then every connection is closed, for processes that are forked must not share one."""
    from django.db import connections

    from milepost.kernel.installation.administrator import renew_role
    from milepost.kernel.installation.tables import make_tables
    from milepost.kernel.settings import ensure_settings

    with database_told():
        make_tables()
        renew_role()
        ensure_settings()
        for connection in connections.all():
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise usage("--listen", f"'{text}' is no address with a port from 1 to 65535.", "Give for example 127.0.0.1:8010.")
    return host, int(port)


def wait_until_free(host: str, port: int, *, remedy: str) -> None:
    """That it can listen there is known before anything is made, and told once; what a server that was just killed holds still is waited
    for. Raises Failure (8)."""
    if not wait_for(lambda: _is_free(host, port), f"{host}:{port}"):
        raise refuse(f"--listen {host}:{port}", "another program listens there already.", remedy)


def _is_free(host: str, port: int) -> bool:
    """Raises Failure (8) where this machine cannot listen at all."""
    bare = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bare, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            told = f"it cannot listen there: {error.strerror or error}."
            raise refuse(f"--listen {host}:{port}", told, "Name an address of this machine, a port from 1024.") from error
    return True


def _check_reach(host: str, *, plain: bool) -> None:
    """Passwords and tokens do not cross a network in clear text unless somebody said so."""
    if not is_local(host) and not plain and os.environ.get("MILEPOST_HTTPS") != "1":
        remedy = "Put a proxy with TLS before it and set MILEPOST_HTTPS=1 and MILEPOST_HOSTS; or, in a network you trust, --plain-http."
        raise refuse(f"--listen {host}", "other machines would reach it without TLS, and tokens in clear text.", remedy)
