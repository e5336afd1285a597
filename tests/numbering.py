"""Keys that no test takes for granted: on PostgreSQL a table's numbers go on from test to test, so here they begin anywhere everywhere."""

from zlib import crc32

from django.apps import apps
from django.db import connection, models


def number_rows(*, from_one: bool = False) -> None:
    """The next key of each table is one of 101 to 1000, another for each and the same in every run; or 1."""
    tables = [
        (model._meta.db_table, 0 if from_one else 100 + crc32(model._meta.db_table.encode()) % 900)
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.AutoField) and model._meta.managed and not model._meta.proxy
    ]
    with connection.cursor() as cursor:
        for table, number in tables:
            if connection.vendor == "postgresql":
                next_one = f'GREATEST(%s, (SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"))'
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {next_one}, false)", [number + 1])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
