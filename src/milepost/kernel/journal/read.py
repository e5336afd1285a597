"""Reads the journal: of a record what was done with it, masked as the record is."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.access.hidden import hidden_columns
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Instant
from milepost.kernel.models import JournalEntry

MOST = 500


def history_of(entity: Entity, actor: Actor, record: int) -> list[dict[str, Any]]:
    """The entries of one record that the actor can see, the latest first. Columns they may not see are left out of the differences."""
    shown = _shown(entity, actor, record)
    found = JournalEntry.objects.filter(entity=entity.name, record=record).select_related("account", "in_place_of", "drafted_by")
    return [
        {
            "at": Instant().write(entry.at),
            "by": entry.account.name if entry.account else None,
            "in_place_of": entry.in_place_of.name if entry.in_place_of else None,
            "drafted_by": entry.drafted_by.name if entry.drafted_by else None,
            "operation": entry.operation,
            "version": entry.version,
            "difference": {name: pair for name, pair in entry.difference.items() if name in shown},
            "reason": entry.reason,
            "batch": entry.batch,
            "cause": entry.cause or None,
        }
        for entry in found.order_by("-id")[:MOST]
    ]


def _shown(entity: Entity, actor: Actor, record: int) -> set[str]:
    """The columns that may be told of. One that the description has no longer is told to nobody: who might see it is not known."""
    states = {entity.workflow.column} if entity.workflow is not None else set()
    return states | set(entity.by_name) - hidden_columns(entity, actor, [record])
