"""The database back end: as Django's own, but for one number.

Django 5.2 counts on 999 values in a statement, so that a set of two hundred records takes several; SQLite has taken 32,766 since 3.32.
"""

import sqlite3
from functools import cached_property

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """What this SQLite can do."""

    @cached_property
    def max_query_params(self) -> int:  # type: ignore[override]
        """Values in one statement, as the library itself says."""
        self.connection.ensure_connection()
        return int(self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection."""

    features_class = DatabaseFeatures
