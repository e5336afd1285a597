"""Reads the journal: of a record what was done with it, masked as the record is."""

from typing import Any

from milepost.kernel.access import Actor, reach
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Instant
from milepost.kernel.models import JournalEntry

MOST = 500


def history_of(entity: Entity, actor: Actor, record: int) -> list[dict[str, Any]]:
    """The entries of one record that the actor can see, the latest first. Columns they may not see are left out of the differences."""
    hidden = _hidden(entity, actor, record)
    entries = JournalEntry.objects.filter(entity=entity.name, record=record).select_related("account").order_by("-id")[:MOST]
    return [
        {
            "at": Instant().write(entry.at),
            "by": entry.account.name if entry.account else None,
            "operation": entry.operation,
            "version": entry.version,
            "difference": {name: pair for name, pair in entry.difference.items() if name not in hidden},
            "reason": entry.reason,
            "batch": entry.batch,
            "cause": entry.cause or None,
        }
        for entry in entries
    ]


def _hidden(entity: Entity, actor: Actor, record: int) -> set[str]:
    needed = {column.sees for column in entity.columns if column.sees}
    rows = entity.model._default_manager.filter(pk=record)
    refused = {permission for permission in needed if not rows.filter(reach(entity, actor, permission)).exists()}
    return {column.name for column in entity.columns if column.sees in refused}
