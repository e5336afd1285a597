"""Erases the personal data of one person wherever the house keeps it, and leaves every total as it was.

Fields are emptied by statements of their own and not through the records: what an operation changes in a record is journalled, and the
journal is the last place where an erased name may stand. Every row that changes has its entry all the same, without a difference.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from milepost.kernel.attachments import ATTACHMENT
from milepost.kernel.call import Call
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.housekeeping.files import forget_file
from milepost.kernel.journal import write_entries
from milepost.kernel.models import Attachment, JournalEntry
from milepost.kernel.publications import PUBLICATION
from milepost.kernel.search import forget
from milepost.kernel.subjects.drafts import drafts_about
from milepost.kernel.subjects.emptied import emptied, personal
from milepost.kernel.subjects.left import forget_answers, forget_jobs, forget_log_ins
from milepost.kernel.subjects.rows import Found, records_of, rows_about

PART = 500


@dataclass(slots=True)
class Erased:
    """How much it was; `stays` are publications, which are frozen as they were given out, and `named_in` rows that only name the person."""

    rows: int = 0
    entries: int = 0
    files: int = 0
    answers: int = 0
    jobs: int = 0
    stays: list[int] = field(default_factory=list)
    named_in: dict[str, list[int]] = field(default_factory=dict)


def erase(subject: Entity, record: int, *, operation: str, call: Call) -> Erased:
    """Empties it all, in the caller's transaction; files go when that is committed."""
    made, words = Erased(), set[str]()
    found = list(rows_about(subject, record))
    drafts = drafts_about(found)
    for one in (*found, *([drafts] if drafts is not None else [])):
        if one.entity is PUBLICATION:
            made.stays = list(one.ids)
        elif not one.theirs:
            made.named_in[one.entity.name] = list(one.ids)
        else:
            words |= _words(one)
            made.rows += _empty(one, skip_entry=one.entity is subject, operation=operation, call=call)
            made.entries += _forget_entries(one, operation)
            forget(one.entity, [*one.ids, *one.gone])
            if one.entity is ATTACHMENT:
                made.files += _forget_files(one.ids)
    made.rows += forget_log_ins(subject, record)
    made.answers, made.jobs = forget_answers(words), forget_jobs(words)
    return made


def _columns(found: Found) -> dict[str, Callable[[int], Any]]:
    """The attributes to empty, each with the function that gives what stands there then."""
    columns: dict[str, Callable[[int], Any]] = {
        column.attribute: partial(emptied, found.entity, column) for column in personal(found.entity)
    }
    return columns | {name: partial(_same, value) for name, value in found.also.items()}


def _same(value: Any, record: int) -> Any:
    return value


def _words(found: Found) -> set[str]:
    """What stood in the fields: it is looked for where answers and jobs are kept."""
    names = list(_columns(found))
    rows = found.entity.model._base_manager.filter(pk__in=found.ids).values_list(*names) if names else ()
    return {value for row in rows for value in row if isinstance(value, str) and len(value) > 3}


def _empty(found: Found, *, skip_entry: bool, operation: str, call: Call) -> int:
    columns = _columns(found)
    rows = found.entity.model._base_manager
    for key in found.ids:
        values = {name: value(key) for name, value in columns.items()}
        # The version of the record itself is raised by the operation that this is part of.
        more = {} if skip_entry else {"version": F("version") + 1, "changed_at": now()}
        rows.filter(pk=key).update(**values, **more)
    if not skip_entry and found.ids:
        write_entries(operation, found.entity.name, [(row, {}) for row in records_of(found)], call=call, at=now())
    return len(found.ids)


def _forget_entries(found: Found, operation: str) -> int:
    """Takes the personal fields and the reasons out of the journal. The digest of an entry stays, so that the chain holds."""
    names = set(_columns(found))
    records = [*found.ids, *found.gone]
    changed: list[JournalEntry] = []
    for entry in JournalEntry.objects.filter(entity=found.entity.name, record__in=records).iterator(PART):
        if entry.operation == operation:  # this erasure's own entries, or an earlier one's: they say why, and name nobody
            continue
        kept = {name: pair for name, pair in entry.difference.items() if name not in names}
        if kept != entry.difference or entry.reason:
            entry.difference, entry.reason, entry.erased = kept, "", True
            changed.append(entry)
    JournalEntry.objects.bulk_update(changed, ["difference", "reason", "erased"], batch_size=PART)
    return len(changed)


def _forget_files(ids: Sequence[int]) -> int:
    """The attachments are withdrawn, and their files go unless another record has the same."""
    rows = Attachment.objects.filter(pk__in=ids)
    digests = sorted(set(rows.exclude(sha256="").values_list("sha256", flat=True)))
    rows.update(sha256="", state="withdrawn")
    transaction.on_commit(partial(_remove, digests))
    return len(digests)


def _remove(digests: Iterable[str]) -> None:
    for digest in digests:
        forget_file(digest)
