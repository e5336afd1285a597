"""Every row of the database as lines of JSON, and back: the form that either database understands."""

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby, islice
from typing import Any

import orjson
from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models
from django.db.models.functions import Cast

from milepost.kernel.rows.columns import Moment

READ, PART = 2_000, 1_000
_AS_THEY_ARE: dict[Any, type] = {
    (models.CharField, models.TextField): str,
    (models.IntegerField, models.AutoField): int,
    (models.BooleanField,): bool,
}
"""What either database takes as it comes from JSON."""


def tables() -> list[type[models.Model]]:
    """Every table that is ours, also those between two others; in an order that does not change."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.label_lower)


def counts(alias: str) -> dict[str, int]:
    """Rows by table."""
    return {model._meta.label_lower: model._base_manager.using(alias).count() for model in tables()}


def lines_of(alias: str) -> Iterator[bytes]:
    """For each row a line: the table's name, then the values by its columns."""
    for model in tables():
        fields = _fields(model)
        names = [field.attname for field in fields]
        asked = [_asked(field, alias) for field in fields]
        named = {f"_{n}": source for n, source in enumerate(asked) if not isinstance(source, str)}
        shown = [source if isinstance(source, str) else f"_{n}" for n, source in enumerate(asked)]
        as_text = [isinstance(field, models.JSONField) for field in fields]
        for row in model._base_manager.using(alias).order_by("pk").annotate(**named).values_list(*shown).iterator(READ):
            told = [orjson.Fragment(value) if text and value is not None else value for value, text in zip(row, as_text, strict=True)]
            yield orjson.dumps([model._meta.label_lower, dict(zip(names, told, strict=True))], default=_written) + b"\n"


def load(alias: str, lines: Iterable[bytes]) -> None:
    """Replace every row by those of the lines. The caller holds the transaction; references are checked where it ends."""
    connection = connections[alias]
    known = {model._meta.label_lower: model for model in tables()}
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in known.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        for name, rows in groupby((orjson.loads(line) for line in lines), key=lambda row: row[0]):
            while part := [values for _, values in islice(rows, PART)]:
                _insert(known[name], part, connection, cursor)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(known.values())):
            cursor.execute(statement)
    connection.check_constraints()


def _insert(model: type[models.Model], rows: list[dict[str, Any]], connection: Any, cursor: Any) -> None:
    """Rows as they were, column by column: nothing of what a model does when somebody saves it. A column that an earlier Milepost did not
    have gets its usual value."""
    fields = _fields(model)
    if unknown := set(rows[0]) - {field.attname for field in fields}:
        raise KeyError(min(unknown))
    columns = [
        _column(field, [row[field.attname] if field.attname in row else field.get_default() for row in rows], connection)
        for field in fields
    ]
    quote = connection.ops.quote_name
    names, places = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", list(zip(*columns, strict=True)))


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _asked(field: Any, alias: str) -> Any:
    """What is asked of the database: JSON as its text and, of SQLite, moments too, for neither need be read to be written again."""
    if isinstance(field, models.JSONField):
        return Cast(models.F(field.attname), models.TextField())
    plain = connections[alias].vendor != "sqlite" or not isinstance(field, models.DateTimeField)
    return field.attname if plain else Moment(models.F(field.attname))


def _column(field: Any, values: list[Any], connection: Any) -> list[Any]:
    """Values as the database takes them. Raises ValueError and TypeError for what the column cannot hold."""
    if isinstance(field, models.JSONField):
        return [field.get_db_prep_save(value, connection) for value in values]
    if isinstance(field, models.DateTimeField):
        adapt = connection.ops.adapt_datetimefield_value
        return [None if value is None else adapt(datetime.fromisoformat(value)) for value in values]
    wanted = field.target_field if field.is_relation else field
    kind = next((kind for family, kind in _AS_THEY_ARE.items() if isinstance(wanted, family)), None)
    if kind is not None and set(map(type, values)) <= {kind, type(None)}:
        return values
    return [field.get_db_prep_save(wanted.to_python(value), connection) for value in values]


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} in a row")
