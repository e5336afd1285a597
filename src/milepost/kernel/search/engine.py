"""What the two databases do differently: SQLite keeps words in a table of its own (FTS5), PostgreSQL in an index on the text.

SQLite: https://www.sqlite.org/fts5.html; PostgreSQL: https://www.postgresql.org/docs/current/textsearch.html.
"""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import OrderBy, RawSQL

from milepost.kernel.models import SearchEntry

TABLE = "kernel_search_words"


class Engine(Protocol):
    """Finds entries by the beginnings of words, and keeps what it needs for that."""

    def add(self, entries: Sequence[SearchEntry]) -> None:
        """Take up entries that were made."""

    def remove(self, keys: Sequence[int]) -> None:
        """Forget entries, before they are deleted."""

    def clear(self) -> None:
        """Forget all of them."""

    def purge(self) -> None:
        """Let go of words that were forgotten and are kept only to be merged away later."""

    def matches(self, words: Sequence[str]) -> Q:
        """Entries that hold each word, or a word that begins so."""

    def begins(self, words: Sequence[str]) -> Q:
        """Entries that begin with these words, of which the last may go on: an entry has the words of its title first."""

    def latest(self) -> OrderBy:
        """The order in which the latest indexed come first, without looking at more than are asked for."""


class Sqlite:
    """Words in a table of FTS5."""

    def add(self, entries: Sequence[SearchEntry]) -> None:
        """Take up entries that were made."""
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {TABLE}(rowid, words) VALUES (%s, %s)", [(entry.pk, entry.words) for entry in entries])

    def remove(self, keys: Sequence[int]) -> None:
        """Forget entries, before they are deleted."""
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in keys])

    def clear(self) -> None:
        """Forget all of them."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")

    def purge(self) -> None:
        """Let go of words that were forgotten and are kept only to be merged away later."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")

    def matches(self, words: Sequence[str]) -> Q:
        """Entries that hold each word, or a word that begins so."""
        asked = " ".join(f'"{word}"*' for word in words)
        return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [asked]))

    def begins(self, words: Sequence[str]) -> Q:
        """Entries that begin with these words, of which the last may go on."""
        return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [f'^"{" ".join(words)}"*']))

    def latest(self) -> OrderBy:
        """The order in which the latest indexed come first: that of the keys, by which what matches is looked up."""
        return F("pk").desc()


class Postgresql:
    """Words in an index over the words, that PostgreSQL keeps by itself."""

    def add(self, entries: Sequence[SearchEntry]) -> None:
        """The index follows the rows."""

    def remove(self, keys: Sequence[int]) -> None:
        """The index follows the rows."""

    def clear(self) -> None:
        """The index follows the rows."""

    def purge(self) -> None:
        """That is what PostgreSQL's own vacuum is for."""

    def matches(self, words: Sequence[str]) -> Q:
        """Entries that hold each word, or a word that begins so."""
        asked = " & ".join(f"{word}:*" for word in words)
        found = "SELECT id FROM kernel_searchentry WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
        return Q(pk__in=RawSQL(found, [asked]))

    def begins(self, words: Sequence[str]) -> Q:
        """Entries that begin with these words, of which the last may go on; that they hold these the index knows."""
        return self.matches(words) & Q(words__startswith=" ".join(words))

    def latest(self) -> OrderBy:
        """The order in which the latest indexed come first; as a sum, so that it is no reason to walk through the keys of all entries."""
        return (F("pk") + 0).desc()


def engine() -> Engine:
    """That of the database in use."""
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()
