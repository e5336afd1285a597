"""Restores a backup into an empty place, and believes it only when counts, journal and chain are those that were written."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from milepost.kernel.installation.backup.archive import DATABASE, FILES, ROWS, BadArchive, Manifest, read_manifest, take
from milepost.kernel.installation.backup.rows import lines_of, load
from milepost.kernel.installation.backup.write import sqlite_as, state_of
from milepost.kernel.installation.tables import make_tables
from milepost.kernel.journal.seal import BrokenChain, Head, verify
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.search import rebuild


class NotEmpty(Exception):
    """Where the backup should go, there is a house already."""


def restore(source: Path) -> Manifest:
    """What was restored. Raises NotEmpty, BadArchive, OSError; then nothing stands where it should have gone.

    The tables are made by this Milepost, and the rows put into them in one transaction; an earlier backup is first brought up to date.
    """
    files = Path(settings.MEDIA_ROOT)
    if files.is_dir() and any(files.iterdir()):
        raise NotEmpty(f"the folder {files} holds files")
    files.parent.mkdir(parents=True, exist_ok=True)
    with _opened(source) as archive, tempfile.TemporaryDirectory(prefix=".milepost-", dir=files.parent) as folder:
        manifest = read_manifest(archive)
        for name, checksum in manifest.members.items():
            take(archive, name, Path(folder) / name, checksum)
        make_tables()
        if Account.objects.exists() or JournalEntry.objects.exists():
            raise NotEmpty("its database has accounts or a journal")
        if DATABASE in manifest.members:
            _check_age(manifest)
            with sqlite_as(Path(folder) / DATABASE) as copy:
                make_tables(copy)
                _put(lines_of(copy), manifest)
        else:
            with (Path(folder) / ROWS).open("rb") as rows:
                _put(rows, manifest)
        if (brought := Path(folder) / FILES.rstrip("/")).is_dir():
            shutil.rmtree(files, ignore_errors=True)
            brought.replace(files)
    rebuild()  # what is found by words is computed, and SQLite keeps the words in no table of rows
    return manifest


def _put(lines: Iterator[bytes], manifest: Manifest) -> None:
    """In one transaction, which is undone when what is then there is not what was written."""
    with transaction.atomic():
        if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
        try:
            load(DEFAULT_DB_ALIAS, lines)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise BadArchive(f"its rows do not fit into the tables of this Milepost ({type(error).__name__})") from error
        counted = state_of(DEFAULT_DB_ALIAS)["counts"]
        for table, count in manifest.counts.items():
            if counted.get(table) != count:
                raise BadArchive(f"of {table} it restored {counted.get(table)} rows, where {count} were written")
        try:
            head = verify(Head(manifest.position, manifest.chain) if manifest.position else None)
        except BrokenChain as error:
            raise BadArchive(f"its journal is not as it was sealed: {error}") from error
        if (head.position, head.chain) != (manifest.position, manifest.chain):
            raise BadArchive("its journal does not end where it ended when it was written")


def _check_age(manifest: Manifest) -> None:
    """Rows of a later Milepost would lose what this one does not know."""
    mine = state_of(DEFAULT_DB_ALIAS)["migrations"]
    if later := sorted(app for app, name in manifest.migrations.items() if name > mine.get(app, "")):
        raise BadArchive(f"it was written by a later Milepost ({manifest.milepost}: {', '.join(later)})")


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(source)
    except zipfile.BadZipFile:
        raise BadArchive("it is no ZIP, or a damaged one") from None
    with archive:
        yield archive
