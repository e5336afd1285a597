"""What an operation changed in a record: [before, after] by column, as the journal keeps it."""

from typing import Any

from milepost.kernel.entity import Entity
from milepost.kernel.models import Record

Difference = dict[str, list[Any]]


def snapshot(entity: Entity, record: Record) -> dict[str, Any]:
    """The record's values by column, written as JSON."""
    found = {column.name: column.input.write(getattr(record, column.attribute)) for column in entity.columns}
    if entity.workflow is not None:
        found[entity.workflow.column] = getattr(record, entity.workflow.column)
    return found


def difference(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """The columns that differ."""
    return {name: [before.get(name), after.get(name)] for name in {**before, **after} if before.get(name) != after.get(name)}
