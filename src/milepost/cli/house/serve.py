"""`milepost serve`: the web server, and a worker beside it."""

import argparse
import errno
import ipaddress
import os
import socket
import sys

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.house.started import database_told, prepare_home, started
from milepost.cli.house.starting import refuse, share_connections
from milepost.engine.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """The exit code, once it has ended."""
    host, port = _address(arguments.listen)
    if not 1 <= arguments.processes <= 64 or not 1 <= arguments.threads <= 64 or not 0 <= arguments.drain <= 300:
        raise usage("serve", "these numbers make no sense.", "Give 1 to 64 processes, 1 to 64 threads, 0 to 300 seconds.")
    _check_reach(host, plain=arguments.plain_http)
    _check_free(host, port)
    prepare_home()
    started(tables=False)
    _prepare_database()
    share_connections()
    try:
        from milepost.cli.house.server import serve
    except ImportError:
        problem = Problem("extra-missing", "the house", "its packages are not installed.", "Install the extra: pip install milepost[house]")
        raise Failure(Exit.MISSING_EXTRA, [problem]) from None
    worker = "with a worker" if not arguments.no_worker else "without a worker"
    # What runs it reads the log on standard output; what is for a person goes beside it.
    print(f"Milepost at http://{host}:{port}/ ({arguments.processes}×{arguments.threads}, {worker}). Ctrl-C ends it.", file=sys.stderr)
    sys.stderr.flush()
    return serve(
        f"{host}:{port}", processes=arguments.processes, threads=arguments.threads, worker=not arguments.no_worker, drain=arguments.drain
    )


def _prepare_database() -> None:
    """Tables and the administrators' role; then every connection is closed, for processes that are forked must not share one."""
    from django.db import connections

    from milepost.cli.house.setup_house import HOW
    from milepost.kernel.installation.administrator import has_administrator, renew_role
    from milepost.kernel.installation.tables import make_tables

    with database_told():
        make_tables()
        renew_role()
        if not has_administrator():
            print(HOW, file=sys.stderr)
        for connection in connections.all():
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise usage("--listen", f"'{text}' is no address with a port from 1 to 65535.", "Give for example 127.0.0.1:8010.")
    return host, int(port)


def _check_free(host: str, port: int) -> None:
    """That it can listen there is known before anything is made, and told once. Raises Failure (8)."""
    bare = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bare, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            told = "another program listens there already." if taken else f"it cannot listen there: {error.strerror or error}."
            remedy = (
                "Is Milepost running already? Else name another port." if taken else "Name an address of this machine, a port from 1024."
            )
            raise refuse(f"--listen {host}:{port}", told, remedy) from error


def _check_reach(host: str, *, plain: bool) -> None:
    """Passwords and tokens do not cross a network in clear text unless somebody said so."""
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local and not plain and os.environ.get("MILEPOST_HTTPS") != "1":
        remedy = "Put a proxy with TLS before it and set MILEPOST_HTTPS=1 and MILEPOST_HOSTS; or, in a network you trust, --plain-http."
        raise refuse(f"--listen {host}", "other machines would reach it without TLS, and tokens in clear text.", remedy)
