"""The fields of a row at every door: the machine's own, then the entity's columns, then what is worked out."""

from dataclasses import dataclass
from functools import cache

from milepost.kernel.entity import Column, Entity
from milepost.kernel.inputs import Choice, Input, Instant, Ref, Text, Whole


@dataclass(frozen=True, slots=True)
class Field:
    """`path` is the model's attribute. `column` is None for the machine's own."""

    name: str
    path: str
    input: Input
    column: Column | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.column.label if self.column is not None else self.input.label

    @property
    def sorts(self) -> str:
        """What rows are sorted by."""
        return (self.column.sorts if self.column is not None else "") or self.path

    @property
    def sees(self) -> str:
        """The permission it takes beside the row's own."""
        return self.column.sees if self.column is not None else ""


@cache
def fields_of(entity: Entity) -> dict[str, Field]:
    """Every field by its name, in the order in which rows show them."""
    found = [Field("id", "id", Whole(label="Id", least=1, most=2**63 - 1))]
    if entity.prefix:
        found.append(Field("number", "number", Text(label="Number", most=40)))
    if entity.workflow is not None:
        name = entity.workflow.column
        found.append(Field(name, name, Choice(label="State", options=entity.workflow.states)))
    found += [Field(column.name, column.attribute, column.input, column) for column in entity.columns]
    found += [Field(column.name, column.attribute, column.input, column) for column in entity.computed]
    found.append(Field("version", "version", Whole(label="Version", least=1)))
    found += [Field(name, name, Instant(label=label)) for name, label in (("created_at", "Created"), ("changed_at", "Changed"))]
    return {field.name: field for field in found}


def field_shown(entity: Entity, name: str) -> Field | None:
    """The field of that name, or the one that lists show in its place."""
    known = fields_of(entity)
    instead = entity.outlined.instead if entity.outlined is not None else {}
    return known.get(instead.get(name, name))


@cache
def is_indexed(entity: Entity, order: tuple[str, ...]) -> bool:
    """Whether the database keeps the rows in this order already, so that it stops where a page ends."""
    paths = ["id" if path == "pk" else path for path in order]
    return paths[0] in ("id", "-id") or paths in [[*index.fields] for index in entity.model._meta.indexes]


def is_reference(field: Field) -> bool:
    """Whether it names another record."""
    return isinstance(field.input, Ref)
