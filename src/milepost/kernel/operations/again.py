"""Does a transaction again that the database gave up so that another could go on; says so where it had to wait too long."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

from milepost.kernel.errors import Busy
from milepost.values import said

ATTEMPTS = 5
GIVEN_UP = frozenset({"40P01", "40001"})
"""PostgreSQL's codes: deadlock, serialisation failure. Nothing of the transaction was done."""
WAITED_TOO_LONG = "55P03"
MESSAGE = said("Others are changing the same records and it took too long to wait for them. Nothing was changed; try again in a moment.")

T = TypeVar("T")


def again(transaction: Callable[[], T]) -> T:
    """What the transaction gives. Inside of another it is tried once, for only the outermost can be done again. Raises Busy."""
    if connection.in_atomic_block:
        return transaction()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return transaction()
        except OperationalError as error:
            if code_of(error) in GIVEN_UP and attempt < ATTEMPTS:
                continue
            if code_of(error) in GIVEN_UP or _waited(error):
                raise Busy(MESSAGE) from error
            raise
    raise AssertionError("unreachable")


def code_of(error: Exception) -> str:
    """PostgreSQL's five characters for what went wrong; empty elsewhere."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def _waited(error: OperationalError) -> bool:
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return code_of(error) == WAITED_TOO_LONG
