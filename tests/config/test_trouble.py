"""What is wrong below the house is told from its errors: each database has its own words for the same trouble."""

import errno
import sqlite3

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, InternalError, OperationalError, ProgrammingError

from milepost.config.trouble import AWAY, DISK, FULL, READ_ONLY, Trouble, trouble_of


class FromServer(Exception):
    """An error of PostgreSQL, as far as it is looked at."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def of_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    return error


def raised(kind: type[DatabaseError], cause: Exception | None = None) -> DatabaseError:
    error = kind("something")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (raised(OperationalError, of_sqlite(sqlite3.SQLITE_FULL)), FULL),
        (raised(OperationalError, of_sqlite(sqlite3.SQLITE_READONLY)), READ_ONLY),
        (raised(OperationalError, of_sqlite(sqlite3.SQLITE_READONLY | 5 << 8)), READ_ONLY),
        (raised(OperationalError, of_sqlite(sqlite3.SQLITE_IOERR)), AWAY),
        (raised(OperationalError, FromServer("53100")), FULL),
        (raised(InternalError, FromServer("25006")), READ_ONLY),
        (raised(OperationalError, FromServer("57P03")), AWAY),
        (raised(OperationalError), AWAY),
        (InterfaceError("connection already closed"), AWAY),
        (OSError(errno.ENOSPC, "full"), FULL),
        (OSError(errno.EDQUOT, "quota"), FULL),
        (OSError(errno.EROFS, "read only"), READ_ONLY),
        (OSError(errno.EIO, "broken"), DISK),
        (FileNotFoundError(errno.ENOENT, "gone"), None),
        (raised(ProgrammingError, FromServer("42703")), None),
        (raised(IntegrityError, FromServer("23505")), None),
        (ValueError("ours"), None),
        (None, None),
    ],
)
def test_the_trouble_behind_an_error(error: Exception | None, expected: Trouble | None) -> None:
    assert trouble_of(error) is expected
