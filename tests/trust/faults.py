"""Faults of a disk and a database, begun and ended: each is the database's or the system's own, not an imitation of its words."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

FULL_ON_SERVER = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON {journal} FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
"""
ROOM = 20
"""Pages of SQLite that are left, so that the fault begins somewhere in the middle of a transaction."""


@contextmanager
def fault(name: str, *, disk_bytes: int = 0) -> Iterator[None]:
    """Within it the database is "full" or "read only", or the "disk" takes files of so many bytes only."""
    begin, end = {"full": _full, "read only": _read_only, "disk": lambda: _disk(disk_bytes)}[name]()
    begin()
    try:
        yield
    finally:
        end()


def _full():  # type: ignore[no-untyped-def]
    if connection.vendor == "sqlite":
        pages = _asked("PRAGMA page_count")
        return lambda: _asked(f"PRAGMA max_page_count={pages + ROOM}"), lambda: _asked("PRAGMA max_page_count=1073741823")
    from milepost.kernel.models import JournalEntry

    journal = JournalEntry._meta.db_table
    return (
        lambda: _told(FULL_ON_SERVER.format(journal=journal)),
        lambda: _told(f"DROP TRIGGER full_disk ON {journal}; DROP FUNCTION full_disk()"),
    )


def _read_only():  # type: ignore[no-untyped-def]
    if connection.vendor == "sqlite":
        return lambda: _asked("PRAGMA query_only=ON"), lambda: _asked("PRAGMA query_only=OFF")
    name = connection.settings_dict["NAME"]

    def change(value: str) -> None:
        # Of the whole database, as after a change to a copy of it; connections that are open already keep what they were told.
        _told("SET default_transaction_read_only = off")
        _told(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")
        connection.close()
        connection.close_pool()

    return lambda: change("on"), lambda: change("off")


def _disk(most: int):  # type: ignore[no-untyped-def]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    return (
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1])),
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before),
    )


def _asked(statement: str) -> int:
    with connection.cursor() as cursor:
        found = cursor.execute(statement).fetchone()
    return int(found[0]) if found else 0


def _told(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def largest_file(folder: Path) -> int:
    """Bytes of the largest file in a folder."""
    return max((file.stat().st_size for file in folder.iterdir() if file.is_file()), default=0)
