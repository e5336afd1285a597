"""Create, edit and delete, derived from an entity's columns: only true verbs are written by hand."""

from collections.abc import Sequence
from typing import Any

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Record
from milepost.kernel.operations.operation import Operation, add


def add_generated(entity: Entity) -> None:
    """Make the three operations of an entity known (two of one that cannot be deleted)."""
    inputs = {column.name: column.input for column in entity.columns if column.asked}

    def fill(records: Sequence[Record], **values: Any) -> None:
        for record in records:
            for name, value in values.items():
                column = entity.by_name[name]
                known = value.pk if isinstance(column.input, Ref) and value is not None else value
                setattr(record, column.attribute, _empty(entity, name) if known is None else known)

    def remove(records: Sequence[Record]) -> None:
        """The machine deletes them."""

    a = "an" if entity.singular[0] in "aeiou" else "a"
    add(Operation(entity.permission("create"), entity, fill, inputs, "create", f"Create {a} {entity.singular}."))
    add(Operation(entity.permission("edit"), entity, fill, inputs, "edit", f"Change {a} {entity.singular}.", partial=True))
    if entity.deletable:
        add(Operation(entity.permission("delete"), entity, remove, {}, "delete", f"Delete {a} {entity.singular}."))


def _empty(entity: Entity, name: str) -> Any:
    """What stands in a column that was left empty: the model's own default, nothing, or empty text."""
    field: Any = entity.model._meta.get_field(name)
    if field.has_default():
        return field.get_default()
    return None if field.null else ""
