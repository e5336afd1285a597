"""Which columns of records are hidden from somebody who sees the records."""

from collections.abc import Sequence

from milepost.kernel.access.actor import Actor
from milepost.kernel.access.reach import reach
from milepost.kernel.entity import Entity


def hidden_columns(entity: Entity, actor: Actor, keys: Sequence[int]) -> set[str]:
    """The columns that the actor may not see on every one of the records."""
    hidden: dict[str, bool] = {}
    for permission in {column.sees for column in entity.columns if column.sees}:
        seen = entity.model._default_manager.filter(reach(entity, actor, permission), pk__in=keys)
        hidden[permission] = seen.count() != len(set(keys))
    return {column.name for column in entity.columns if hidden.get(column.sees)}
