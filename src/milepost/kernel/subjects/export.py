"""Everything that is kept about a person, as JSON: what the right of access asks for."""

from typing import Any

from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Instant
from milepost.kernel.models import JournalEntry, Record
from milepost.kernel.rows import fields_of
from milepost.kernel.subjects.rows import Found, records_of, rows_about

Json = dict[str, Any]


def everything(subject: Entity, record: int) -> Json:
    """The record, the rows that are about the person, those that name them (by id only: they may be about others), what was done with all
    of that, and, of an account, what it did. Fields that are masked for others are in it."""
    found = list(rows_about(subject, record))
    (own,) = (_whole(subject, one) for one in records_of(found[0]))
    made: Json = {"entity": subject.name, "id": record, "exported_at": Instant().write(now()), "record": own}
    made["rows"] = {one.entity.name: [_whole(one.entity, row) for row in records_of(one)] for one in found[1:] if one.theirs}
    made["named_in"] = {one.entity.name: list(one.ids) for one in found[1:] if not one.theirs}
    made["journal"] = [entry for one in found if one.theirs for entry in _history(one)]
    if any(field.related_model is subject.model for field in JournalEntry._meta.concrete_fields):
        done = JournalEntry.objects.filter(account_id=record).order_by("id")
        made["done"] = [
            {"at": Instant().write(at), "operation": operation, "entity": entity, "record": key}
            for at, operation, entity, key in done.values_list("at", "operation", "entity", "record").iterator()
        ]
    return made


def _whole(entity: Entity, record: Record) -> Json:
    """A row with every field, references as ids."""
    known = (field for field in fields_of(entity).values() if field.column not in entity.computed)
    return {field.name: field.input.write(getattr(record, field.path)) for field in known}


def _history(found: Found) -> list[Json]:
    entries = JournalEntry.objects.filter(entity=found.entity.name, record__in=[*found.ids, *found.gone]).order_by("id")
    return [
        {
            "at": Instant().write(entry.at),
            "operation": entry.operation,
            "entity": entry.entity,
            "record": entry.record,
            "difference": entry.difference,
            "reason": entry.reason,
        }
        for entry in entries.iterator()
    ]
