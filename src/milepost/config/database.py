"""The database of the house from one setting, a URL: SQLite beside the data unless told otherwise, PostgreSQL for a fleet."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from milepost.config.asked import parts_of

MEBIBYTE = 1024 * 1024
POOL = {"min_size": 2, "max_size": 8, "timeout": 5, "reconnect_timeout": 5}
"""Connections that one process keeps; nobody waits longer for one than the house waits for its locks. A server that was away is asked for
anew after seconds, not after pauses that grow with its absence."""

POSTGRESQL = "postgresql://USER:PASSWORD@HOST/NAME"


class BadDatabaseUrl(ValueError):
    """What is wrong with the URL, and what one looks like."""


def database_from(url: str) -> dict[str, Any]:
    """Django's settings for a database URL: sqlite:///folder/milepost.db or postgresql://user:word@host:5432/name?sslmode=require.

    Raises ValueError: BadDatabaseUrl for one of another kind.
    """
    parts = parts_of("MILEPOST_DATABASE_URL", url, POSTGRESQL)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:]) or "milepost.db"))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(parts)
    shown = f"{parts.scheme}://…" if parts.scheme else "it has no scheme and"
    raise BadDatabaseUrl(f"MILEPOST_DATABASE_URL: {shown} is no known database; expected sqlite:///FILE or {POSTGRESQL}")


def _sqlite(file: Path) -> dict[str, Any]:
    # IMMEDIATE with WAL: without them half of the concurrent writes fail as locked. FULL: an acknowledged write survives a power cut.
    start = [
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        f"PRAGMA mmap_size={128 * MEBIBYTE}",
        f"PRAGMA journal_size_limit={64 * MEBIBYTE}",
        "PRAGMA cache_size=-20000",
        # What is deleted or erased is overwritten: else it stays readable in the file.
        "PRAGMA secure_delete=ON",
    ]
    return {
        "ENGINE": "milepost.kernel.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": 600,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": ";".join(start)},
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    if not parts.path.strip("/"):
        raise BadDatabaseUrl(f"MILEPOST_DATABASE_URL names no database; expected {POSTGRESQL}")
    try:
        port = parts.port
    except ValueError:
        raise BadDatabaseUrl("the port in MILEPOST_DATABASE_URL is no number; expected for example …@host:5432/name") from None
    limits = "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 5000,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "options": limits,
        "pool": dict(POOL),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 0,
        # The pool looks at a connection before it lends it: after a restart of the server none of the old ones fails a request.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options | dict(parse_qsl(parts.query)),
    }
