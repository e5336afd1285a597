"""Records of any entity, made from the examples of its inputs; what they refer to is made first."""

from itertools import count
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entity
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Record
from milepost.kernel.operations import operation_named, perform

_numbers = count(1)


def example(asked: Entity, actor: Actor) -> dict[str, Any]:
    """Inputs that create a record. References that need not be are left out, so that there is no circle."""
    number = next(_numbers)
    given = {}
    for name, column in ((c.name, c.input) for c in asked.columns if c.asked):
        if isinstance(column, Ref):
            if column.required:
                given[name] = made(entity(column.entity), actor).pk
        else:
            given[name] = column.example(number)
    return given


def made(asked: Entity, actor: Actor) -> Record:
    """A record of the entity."""
    return perform(operation_named(asked.permission("create")), actor, given=example(asked, actor)).records[0]
