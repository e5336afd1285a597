"""The rows that whoever looks may know of, of any entity."""

from typing import Any

from django.db.models import QuerySet

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Entity


def seen(entity: Entity, actor: Actor) -> QuerySet[Any]:
    """As `visible`, of no certain table: the chart reads many."""
    return visible(entity, actor)
