"""Tells from an error what is wrong below the house: a disk that is full or read only, a database that is away."""

import errno
import sqlite3
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError

from milepost.kernel.operations.again import code_of


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is answered: it passes without a change in the house, and what was asked may be asked again."""

    status: int
    title: str
    detail: str


FULL = Trouble(
    507, "No space left", "The disk or the database of this house is full; nothing was changed. Its administrator has to make room."
)
READ_ONLY = Trouble(503, "Read only", "The disk or the database of this house takes no changes at the moment; nothing was changed.")
AWAY = Trouble(503, "Not now", "The database cannot be used at the moment; nothing was changed.")
DISK = Trouble(503, "Not now", "The disk of this house cannot be used at the moment; nothing was changed.")

_OF_DISK = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY, errno.EIO: DISK}
_OF_SQLITE = {sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_READONLY: READ_ONLY}
_OF_POSTGRESQL = {"53100": FULL, "25006": READ_ONLY}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """The trouble behind an error; None for a fault of the programme."""
    if isinstance(error, OSError):
        return _OF_DISK.get(error.errno or 0)
    if isinstance(error, DatabaseError):
        cause = error.__cause__
        primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF if isinstance(cause, sqlite3.Error) else 0
        found = _OF_SQLITE.get(primary) or _OF_POSTGRESQL.get(code_of(error))
        if found is not None:
            return found
    return AWAY if isinstance(error, OperationalError | InterfaceError) else None
