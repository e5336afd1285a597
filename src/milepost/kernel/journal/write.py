"""Writes the journal in the operation's own transaction: what is not journalled did not happen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from milepost.kernel.models import JournalEntry, Record

if TYPE_CHECKING:
    from milepost.kernel.call import Call


def write_entries(
    operation: str,
    entity: str,
    changed: Sequence[tuple[Record, dict[str, list[Any]]]],
    *,
    call: "Call",
    at: datetime,
    reasons: Mapping[int, str] | None = None,
) -> None:
    """One row for each record, in one statement. `reasons` are those of single records, by their keys, where they have one of their own."""
    own = reasons or {}
    JournalEntry.objects.bulk_create(
        JournalEntry(
            at=at,
            account_id=call.actor.account,
            in_place_of_id=call.in_place_of.get(record.pk, call.in_place_of.get(None)),
            drafted_by_id=call.drafted_by,
            request=call.request,
            operation=operation,
            entity=entity,
            record=record.pk,
            version=record.version,
            difference=difference,
            reason=own.get(record.pk, call.reason),
            cause=call.cause,
            batch=call.batch,
        )
        for record, difference in changed
    )
