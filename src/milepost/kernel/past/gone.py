"""Records that were deleted: what the journal still has of them, for those who may read it across the house."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.audit.pages import sees_gone
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Instant
from milepost.kernel.journal.read import columns_shown
from milepost.kernel.models import JournalEntry
from milepost.kernel.rows.shape import fields_of
from milepost.values import said

Json = dict[str, Any]


def gone_row(entity: Entity, actor: Actor, key: int | str) -> Json:
    """The row of a deleted record as it last was, by its id or its number; references are ids. Raises Missing for one that is still there
    or never was, and for everybody who may not know."""
    missing = Missing(said("There is no {kind} {key} that you can see.", kind=entity.singular, key=key))
    own = entity.reach is not None and not entity.hangs  # what people keep for themselves
    if own or not sees_gone(actor, entity):
        raise missing
    deleted = JournalEntry.objects.filter(entity=entity.name, operation=entity.permission("delete"))
    deleted = deleted.filter(record=key) if isinstance(key, int) else deleted.filter(difference__number=[key, None])
    entry = deleted.order_by("-id").first()
    if entry is None or entity.model._default_manager.filter(pk=entry.record).exists():
        raise missing
    shown = columns_shown(entity, actor, entry.record, gone=True)
    values = {name: pair[0] for name, pair in entry.difference.items() if name in shown}
    known = {"id": entry.record, "number": (entry.difference.get("number") or [""])[0], "version": entry.version}
    moments = dict.fromkeys(("created_at", "changed_at"), Instant().write(entry.at))
    columns = {name: values.get(name) for name in fields_of(entity) if name in shown}
    return {
        name: ({**columns, **known, **moments})[name] for name in fields_of(entity) if name in columns or name in known or name in moments
    }
