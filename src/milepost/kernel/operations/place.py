"""Where a record would lie: asked before the database's own refusal is told, for "there is one already" says that there is one."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, Value
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

from milepost.kernel.access import Actor, reach
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied
from milepost.kernel.models import Record
from milepost.kernel.operations.operation import Operation
from milepost.values import said

NONE = -1
"""An id that no record has."""


def denied_there(operation: Operation) -> Denied:
    """The one sentence for a place that is not theirs, whatever stands there."""
    return Denied(said("You may not {operation} {kinds} there.", operation=operation.label.lower(), kinds=operation.entity.plural))


def check_place(operation: Operation, records: Sequence[Record], actor: Actor) -> None:
    """For records that could not be saved: raises Denied where the actor could not have saved them in any case."""
    where = reach(operation.entity, actor, operation.name)
    if where and not all(_holds(where, _values(operation.entity, record)) for record in records):
        raise denied_there(operation)


def _values(entity: Entity, record: Record) -> dict[str, Any]:
    """What filters of reach ask of a row, by the names they use."""
    found = {"pk": record.pk or NONE, "id": record.pk or NONE}
    for name in {column.attribute for column in entity.columns} | set(entity.scopes.values()) | {"author_id", "account_id"}:
        found[name] = _walk(record, name)
    return {name: NONE if value is None else value for name, value in found.items() if isinstance(value, int | str | None)}


def _walk(record: Any, path: str) -> Any:
    for name in path.split("__"):
        if record is None:
            return None
        record = getattr(record, name, None)
    return record


def _holds(where: Q, values: dict[str, Any]) -> bool:
    """Whether the filter would find a row with these values."""
    query = Query(None)  # as Django itself does it to check constraints
    for name, value in values.items():
        query.add_annotation(Value(value), name, select=False)
    query.add_annotation(Value(1), "_found")
    query.add_q(where)
    try:
        return query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql(SINGLE) is not None
    except EmptyResultSet:
        return False
