"""How each field comes from the database and is written: decided once for a field, not for each of its values."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Func, TextField
from django.db.models.functions import Cast

from milepost.kernel.inputs import Day, Input, Instant
from milepost.kernel.rows.shape import Field

Write = Callable[[Any], Any]


class Moment(Func):
    """A moment as `Instant` writes it, made by SQLite from the text it keeps: 2026-01-31 09:00:00.5 in UTC."""

    template = "(REPLACE(%(expressions)s, ' ', 'T') || 'Z')"
    output_field = TextField()


def moment(path: str) -> Any:
    """A moment to be read: as `Instant` writes it where the database can do that, else as the moment that it is."""
    return Moment(F(path)) if connection.vendor == "sqlite" else F(path)


def source(field: Field) -> Any:
    """What is asked of the database for a field: where that can write the value itself, its text."""
    if connection.vendor == "sqlite":
        if _writes_as(field.input, Instant):
            return moment(field.path)
        if _writes_as(field.input, Day):
            return Cast(F(field.path), TextField())
    return field.path


def written(fields: Sequence[Field], table: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The columns of a table, each written as its field says; what stands in the table beyond the fields is left aside."""
    columns: list[Sequence[Any]] = list(zip(*table, strict=True)) or [()] * len(fields)
    made: list[Sequence[Any]] = []
    for field, column in zip(fields, columns, strict=False):
        write = _writer(field)
        made.append(column if write is None else list(map(write, column)))
    return made


def _writer(field: Field) -> Write | None:
    """What writes a value of the field; None where it is written as it comes."""
    plain = type(field.input).write is Input.write
    return None if plain or not isinstance(source(field), str) else field.input.write


def _writes_as(asked: Input, kind: type[Input]) -> bool:
    return isinstance(asked, kind) and type(asked).write is kind.write
