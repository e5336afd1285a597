"""What stands in a personal field once it is erased: nothing where that may be, else a word that says so."""

from typing import Any

from django.db import models

from milepost.kernel.entity import Column, Entity
from milepost.kernel.inputs import Address, Choice, Hours

WORD = "erased"
HOST = "erased.invalid"
"""A host that no mail reaches (RFC 2606)."""


COUNTED = (models.IntegerField, models.DecimalField, models.FloatField, models.DurationField)
"""What totals are made of stays, hours of work too: without a name it is nobody's, and the house's figures must not change."""
PLAIN = (models.BooleanField, models.DateField, models.DateTimeField)


def personal(entity: Entity) -> tuple[Column, ...]:
    """The columns to erase: those that hold data of a person, and no figure; of days those that may be empty."""
    return tuple(column for column in entity.columns if column.personal and not _counts(entity, column))


def _counts(entity: Entity, column: Column) -> bool:
    field: Any = entity.model._meta.get_field(column.name)
    return isinstance(column.input, Hours) or isinstance(field, COUNTED) or (isinstance(field, PLAIN) and not field.null)


def emptied(entity: Entity, column: Column, record: int) -> Any:
    """The value. Raises TypeError for a column that can hold nothing of the kind: then its description has to change."""
    field: Any = entity.model._meta.get_field(column.name)
    if isinstance(column.input, Address) and column.input.required:
        return f"{WORD}-{record}@{HOST}"
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    if isinstance(column.input, Choice):
        options = list(column.input.options)
        return "" if not column.input.required else "other" if "other" in options else options[-1]
    if isinstance(field, (models.CharField, models.TextField)):
        return WORD[: field.max_length] if column.input.required or column.name == entity.title else ""
    if isinstance(field, models.JSONField):
        return {}
    raise TypeError(f"{entity.name}.{column.name} is personal and can be neither emptied nor replaced")
