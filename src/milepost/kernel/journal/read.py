"""Reads the journal: of a record what was done with it, masked as the record is; also of one that is gone, for those who may know of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from milepost.kernel.access import Actor, reach
from milepost.kernel.access.hidden import hidden_columns
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Instant
from milepost.kernel.models import JournalEntry

MOST = 500


def history_of(
    entity: Entity,
    actor: Actor,
    record: int,
    *,
    limit: int | None = MOST,
    before: int | None = None,
    after_version: int | None = None,
    operation: str = "",
    account: int | None = None,
    column: str = "",
    until: datetime | None = None,
    gone: bool = False,
) -> list[dict[str, Any]]:
    """The entries of one record that the actor can see, the latest first. Columns they may not see are left out of the differences.

    Without a `limit` all of them. `before` is the id of an entry to go on from, `after_version` leaves out what was done up to a version;
    the others narrow down to one operation, whoever did it, a column that it changed, a moment. Of a record that is `gone` the caller has
    checked that it may be told.
    """
    shown = columns_shown(entity, actor, record, gone=gone)
    found = entries_of(entity, record)
    if before is not None:
        found = found.filter(pk__lt=before)
    if after_version is not None:
        found = found.filter(version__gt=after_version)
    if operation:
        found = found.filter(operation=operation)
    if account is not None:
        found = found.filter(account=account)
    if until is not None:
        found = found.filter(at__lte=until)
    if column:
        found = found.filter(difference__has_key=column) if column in shown else found.none()
    states = [] if entity.workflow is None else [entity.workflow.column]
    order = [name for name in dict.fromkeys([*states, *entity.by_name]) if name in shown]
    return [_told(entry, order) for entry in found[:limit]]


def entries_of(entity: Entity, record: int) -> QuerySet[JournalEntry]:
    """All entries of one record, the latest first."""
    whole = JournalEntry.objects.filter(entity=entity.name, record=record)
    return whole.select_related("account", "in_place_of", "drafted_by").order_by("-id")


def _told(entry: JournalEntry, order: Sequence[str]) -> dict[str, Any]:
    """The differences in the order of the columns, whatever order the database gives them."""
    return {
        "id": entry.pk,
        "at": Instant().write(entry.at),
        "by": entry.account.name if entry.account else None,
        "in_place_of": entry.in_place_of.name if entry.in_place_of else None,
        "drafted_by": entry.drafted_by.name if entry.drafted_by else None,
        "operation": entry.operation,
        "version": entry.version,
        "difference": {name: entry.difference[name] for name in order if name in entry.difference},
        "reason": entry.reason,
        "batch": entry.batch,
        "cause": entry.cause or None,
    }


def columns_shown(entity: Entity, actor: Actor, record: int, *, gone: bool = False) -> set[str]:
    """The columns that may be told of. One that the description has no longer is told to nobody: who might see it is not known. Of a
    record that is gone nobody knows where it lay: what is hidden somewhere is hidden there."""
    states = {entity.workflow.column} if entity.workflow is not None else set()
    if gone:
        hidden = {column.name for column in entity.columns if column.sees and reach(entity, actor, column.sees)}
    else:
        hidden = hidden_columns(entity, actor, [record])
    return states | set(entity.by_name) - hidden
