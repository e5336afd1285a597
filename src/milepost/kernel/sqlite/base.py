"""The database back end: as Django's own, but for one number and one comparison.

Django 5.2 counts on 999 values in a statement, so that a set of two hundred records takes several; SQLite has taken 32,766 since 3.32.
SQLite's own LIKE takes Ä and ä for different letters, which people who look for a name do not.
"""

import re
import sqlite3
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

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

    def get_new_connection(self, parameters: Any) -> Any:
        """With LIKE as other databases have it."""
        found = super().get_new_connection(parameters)
        found.create_function("like", 2, like, deterministic=True)
        found.create_function("like", 3, like, deterministic=True)
        return found


def like(pattern: str | None, text: object, escape: str = "") -> bool | None:
    """Whether the text is as the pattern says, upper and lower case alike: % stands for any letters, _ for one, each for itself behind
    the escape. It is asked of every row that is looked at."""
    if pattern is None or text is None:
        return None
    return _compiled(pattern, escape)(str(text).casefold())


@lru_cache(maxsize=256)
def _compiled(pattern: str, escape: str) -> Callable[[str], bool]:
    found, literal, plain = [], False, ""
    for letter in pattern:
        if letter == escape and not literal:
            literal = True
            continue
        is_any = not literal and letter in "%_"
        found.append((".*" if letter == "%" else ".") if is_any else re.escape(letter.casefold()))
        plain += "\0" if is_any else letter.casefold()
        literal = False
    held = plain[1:-1]
    if len(found) > 2 and found[0] == found[-1] == ".*" and "\0" not in held:
        return lambda text: held in text  # what lists and lookups ask
    whole = re.compile("".join(found), re.DOTALL)
    return lambda text: whole.fullmatch(text) is not None
