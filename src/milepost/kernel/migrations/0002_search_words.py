"""The words of the search index: a table of FTS5 on SQLite, indexes on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS kernel_search_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')",
)
POSTGRESQL = ("CREATE INDEX IF NOT EXISTS kernel_search_text ON kernel_searchentry USING gin (to_tsvector('simple', words))",)
BACK = ("DROP TABLE IF EXISTS kernel_search_words",)


def make(apps: object, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps: object, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(make, remove)]
