"""Every row of the database as lines of JSON, and back: the form that either database understands."""

import base64
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, islice
from typing import Any

import orjson
from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models

PART = 500


def tables() -> list[type[models.Model]]:
    """Every table that is ours, also those between two others; in an order that does not change."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.label_lower)


def counts(alias: str) -> dict[str, int]:
    """Rows by table."""
    return {model._meta.label_lower: model._base_manager.using(alias).count() for model in tables()}


def lines_of(alias: str) -> Iterator[bytes]:
    """For each row a line: the table's name, then the values in the order of its columns."""
    for model in tables():
        names = [field.attname for field in _fields(model)]
        for row in model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(PART):
            yield orjson.dumps([model._meta.label_lower, dict(zip(names, row, strict=True))], default=_written) + b"\n"


def load(alias: str, lines: Iterable[bytes]) -> None:
    """Replace every row by those of the lines. The caller holds the transaction; references are checked where it ends."""
    connection = connections[alias]
    known = {model._meta.label_lower: model for model in tables()}
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in known.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        for name, rows in groupby((orjson.loads(line) for line in lines), key=lambda row: row[0]):
            model, fields = known[name], {field.attname: field for field in _fields(known[name])}
            while part := list(islice(rows, PART)):
                made = [model(**{key: _read(fields[key], value) for key, value in row.items()}) for _, row in part]
                model._base_manager.using(alias).bulk_create(made)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(known.values())):
            cursor.execute(statement)
    connection.check_constraints()


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _read(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} in a row")
