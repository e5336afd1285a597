"""Create, edit and delete, derived from an entity's columns: only true verbs are written by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Input, Ref
from milepost.kernel.models import Record
from milepost.kernel.operations.operation import Operation, add

PUT_BACK = "put-back"
"""The operation by which what is reversible is taken back."""
Rule = Callable[[Sequence[Any]], None]


def add_generated(
    entity: Entity, *, then: Rule | None = None, before_deletion: Rule | None = None, shows: Mapping[str, Input] | None = None
) -> None:
    """Make the operations of an entity known: those of the three that its description allows. `then` runs once on all the records when
    their values are set and not yet saved (one that is created has no id): it sets what follows, or refuses. The same before they are
    deleted, unless there is a rule of its own for that. `shows` is what creating one gives back once."""
    inputs = {column.name: column.input for column in entity.columns if column.asked}
    changing = {column.name: column.input for column in entity.columns if column.asked and not column.fixed}

    def fill(records: Sequence[Record], **values: Any) -> None:
        for record in records:
            for name, value in values.items():
                column = entity.by_name[name]
                known = value.pk if isinstance(column.input, Ref) and value is not None else value
                setattr(record, column.attribute, empty_value(entity, name) if known is None else known)

    def remove(records: Sequence[Record]) -> None:
        """The machine deletes them, unless a rule refuses."""

    a = "an" if entity.singular[0] in "aeiou" else "a"
    inner = not entity.creatable
    made = f"Create {a} {entity.singular}."
    add(Operation(entity.permission("create"), entity, fill, inputs, "create", made, inner=inner, shows=shows or {}, then=then))
    if entity.editable:
        told = f"Change {a} {entity.singular}."
        add(Operation(entity.permission("edit"), entity, fill, changing, "edit", told, partial=True, then=then))
    if entity.deletable:
        add(
            Operation(
                entity.permission("delete"), entity, remove, {}, "delete", f"Delete {a} {entity.singular}.", then=before_deletion or then
            )
        )
    whole = {column.name: column.input for column in entity.columns}
    back = f"Put what stood there before back into {a} {entity.singular}."
    add(Operation(entity.permission(PUT_BACK), entity, fill, whole, "edit", back, partial=True, inner=True, then=then, reversible=True))
    _generated.append(entity)
    for further in _further:
        further(entity)


_generated: list[Entity] = []
_further: list[Callable[[Entity], None]] = []


def for_each(further: Callable[[Entity], None]) -> None:
    """Do something with every entity whose operations are generated, those to come too: how the kernel derives more operations."""
    _further.append(further)
    for entity in _generated:
        further(entity)


def empty_value(entity: Entity, name: str) -> Any:
    """What stands in a column that was left empty: the model's own default, nothing, or empty text."""
    field: Any = entity.model._meta.get_field(name)
    if field.has_default():
        return field.get_default()
    return None if field.null else ""
