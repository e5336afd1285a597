"""Writes a backup while the house runs: what is in it was true at one moment."""

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from milepost import __version__
from milepost.kernel.clock import now
from milepost.kernel.installation.backup.archive import DATABASE, FILES, MANIFEST, ROWS, Manifest, put
from milepost.kernel.installation.backup.rows import counts, lines_of
from milepost.kernel.journal.seal import START, seal
from milepost.kernel.models import JournalEntry

COPY = "backup-copy"


def write_backup(target: Path) -> Manifest:
    """The file, readable by its owner only, there whole or not at all. Raises OSError, FileExistsError among them."""
    if target.exists():
        raise FileExistsError(17, "it exists already", str(target))
    while seal():  # what is not sealed could be cut off a backup unseen
        pass
    with tempfile.TemporaryDirectory(prefix=".milepost-", dir=target.resolve().parent) as folder:
        made = Path(folder) / "backup.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            manifest = _fill(archive, Path(folder))
        made.chmod(0o600)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        os.link(made, target)  # unlike a rename it replaces nothing
    return manifest


def _fill(archive: zipfile.ZipFile, folder: Path) -> Manifest:
    members = {}
    # The database first: a file is there before the row that names it, so that no row of the copy lacks its file.
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        copy = folder / DATABASE
        _copy_sqlite(copy)
        with sqlite_as(copy):
            found = state_of(COPY)
        with copy.open("rb") as stream:
            members[DATABASE] = put(archive, DATABASE, stream)
    else:
        with transaction.atomic():
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            found = state_of(DEFAULT_DB_ALIAS)
            seen = sha256()
            with archive.open(ROWS, "w", force_zip64=True) as rows:
                for line in lines_of(DEFAULT_DB_ALIAS):
                    seen.update(line)
                    rows.write(line)
            members[ROWS] = seen.hexdigest()
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink()) if root.is_dir() else ():
        name = FILES + file.relative_to(root).as_posix()
        try:
            with file.open("rb") as stream:
                members[name] = put(archive, name, stream)
        except FileNotFoundError:  # cleared away meanwhile: no row of the copy names it
            continue
    manifest = Manifest(**found, members=members)
    archive.writestr(MANIFEST, manifest.written())
    return manifest


def state_of(alias: str) -> dict[str, Any]:
    """What a database holds, as the manifest has it."""
    last: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connections[alias]).applied_migrations()):
        last[app] = name
    sealed = JournalEntry.objects.using(alias).exclude(position=None).order_by("-position").values_list("position", "chain").first()
    position, chain = sealed or (0, START)
    return {
        "milepost": __version__,
        "made_at": now().isoformat(timespec="seconds"),
        "database": connections[alias].vendor,
        "migrations": last,
        "counts": counts(alias),
        "position": position,
        "chain": chain,
    }


def _copy_sqlite(target: Path) -> None:
    """SQLite's own way to copy a database in use. Whoever writes meanwhile makes it begin anew, so it takes all pages in one step."""
    source = settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"]
    own: Any = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    in_memory = own.is_in_memory_db()
    with closing(sqlite3.connect(target)) as copy:
        if in_memory:
            own.connection.backup(copy)
        else:
            with closing(sqlite3.connect(f"file:{Path(source).resolve().as_posix()}?mode=ro", uri=True, timeout=20)) as reading:
                reading.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")  # of rows that were erased nothing is left in pages that are free
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise OSError(5, "the copy of the database is damaged", str(source))


@contextmanager
def sqlite_as(file: Path, alias: str = COPY) -> Iterator[str]:
    """Within it a SQLite file is a database of Django's, under the alias."""
    usual = connections.databases[DEFAULT_DB_ALIAS]
    plain = {"ENGINE": "milepost.kernel.sqlite", "NAME": str(file), "OPTIONS": {}, "CONN_MAX_AGE": 0}
    connections.databases[alias] = {**usual, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", **plain}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]
