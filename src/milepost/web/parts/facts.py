"""The details of a record: label and value of every field that its row shows."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.rows import fields_of
from milepost.web.address import record_url
from milepost.web.parts.cell import LINKED, cell, editable, is_open
from milepost.web.parts.table import label
from milepost.web.parts.value import shown_whole

BESIDE = frozenset({"id", "number", "version", "created_at", "changed_at"})
Fact = tuple[str, str, Any]


def facts(entity: Entity, row: dict[str, Any], *, edits: frozenset[str] = frozenset()) -> list[Fact]:
    """Name, label and value of every field the row shows beside its heading; a field that is masked is not in the row. Those in `edits`
    are edited where they stand."""
    hidden = {entity.title, entity.workflow.column if entity.workflow is not None else ""}
    return [one for one in all_facts(entity, row, edits=edits) if one[0] not in hidden]


def all_facts(entity: Entity, row: dict[str, Any], *, edits: frozenset[str] = frozenset()) -> list[Fact]:
    """With what stands in the heading."""
    address, found, of_parts = record_url(entity, row), [], entity.of_parts(row)
    shown_there = frozenset(entity.outlined.instead.values() if entity.outlined is not None else ())
    for field in fields_of(entity).values():
        if field.name in row and field.name not in BESIDE | shown_there:
            value = shown_whole(field.input, row.get(of_parts.get(field.name, field.name)))
            if field.name in edits and field.name not in of_parts:
                value = cell(field.name, label(field), value, address, linked=isinstance(field.input, LINKED), tab=True)
            found.append((field.name, label(field), value))
    return found


def edits_of(entity: Entity, actor: Actor, row: dict[str, Any]) -> frozenset[str]:
    """The fields of this record that the actor is offered to edit in place."""
    state = row.get(entity.workflow.column, "") if entity.workflow is not None else ""
    return editable(entity, actor) if is_open(entity, state) else frozenset()
