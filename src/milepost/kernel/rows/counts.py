"""How many rows of other entities name a record, all in one query.

Its parts are written down as they are: putting two dozen of them together as parts of a query of Django's takes longer than all else that
a page does. What somebody who sees every row asks is always the same, and is put into words once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from milepost.kernel.access import Actor, reach
from milepost.kernel.entity import Column, Entity

_KEY = -1
"""Stands in the kept words for the record's id; no record has it."""


def counts_naming(actor: Actor, named: Sequence[tuple[Entity, Column]], key: int) -> list[int]:
    """For each entity with the column by which it names the record: how many of its rows the actor may see that do."""
    parts: list[str] = []
    values: list[Any] = []
    limits = {entity.name: reach(entity, actor, entity.permission("view")) for entity in dict.fromkeys(one for one, _ in named)}
    for entity, column in named:
        limit = limits[entity.name]
        if limit:
            text, own = _words(entity.model._default_manager.filter(limit, **{column.attribute: key}))
        else:
            text, kept = _of_all(entity, column.attribute)
            own = tuple(key if one == _KEY else one for one in kept)
        parts.append(text)
        values += own
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(one) for one in cursor.fetchone()]


@cache
def _of_all(entity: Entity, attribute: str) -> tuple[str, tuple[Any, ...]]:
    return _words(entity.model._default_manager.filter(**{attribute: _KEY}))


def _words(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    try:
        text, values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT COUNT(*) FROM ({text}) AS chosen)", tuple(values)
