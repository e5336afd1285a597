"""What the journal says that somebody may want to hear of: read by position, with the record it is about."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from milepost.kernel.clock import now
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import JournalEntry
from milepost.kernel.notices.limits import LATE
from milepost.kernel.notices.rules import is_told, rule_of
from milepost.kernel.undo.undo import REASON

COLUMNS = ("position", "at", "account_id", "drafted_by_id", "operation", "entity", "record", "difference", "reason", "batch")
UNDONE = ""
Changed = Mapping[str, Mapping[int, Set[str]]]


@dataclass(frozen=True, slots=True)
class Fact:
    """An operation on a record. `source` is the row that the journal's entry is about: the record itself, or a comment on it. `columns` are
    those that an edit changed; of other operations it is told that they were done, not what they changed."""

    position: int
    at: datetime
    by: int | None
    drafted_by: int | None
    operation: str
    entity: str
    record: int
    source: tuple[str, int]
    batch: str
    columns: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Rows of the journal up to a position: what may be told of them, and by kind and id every record that they changed or deleted, with
    the operations by their last words; UNDONE stands for what took one back."""

    upto: int
    rows: int
    facts: tuple[Fact, ...]
    changed: Changed


def read_after(position: int, most: int) -> Read:
    """Up to so many rows after a position."""
    after = JournalEntry.objects.filter(position__gt=position).order_by("position")
    found = _whole_batches(list(after.values(*COLUMNS)[:most]), most)
    changed: dict[str, dict[int, set[str]]] = {}
    for row in found:
        verb = UNDONE if row["reason"] == REASON else row["operation"].rpartition(".")[2]
        changed.setdefault(row["entity"], {}).setdefault(row["record"], set()).add(verb)
    oldest = now() - LATE
    told = [row for row in found if row["at"] >= oldest and is_told(row["operation"])]
    return Read(found[-1]["position"] if found else position, len(found), tuple(_facts(told)), changed)


def _whole_batches(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Without the beginning of a batch that may go on, unless there is nothing before it: so it is told together."""
    if len(rows) < most or rows[0]["batch"] == rows[-1]["batch"]:
        return rows
    end = len(rows)
    while rows[end - 1]["batch"] == rows[-1]["batch"]:
        end -= 1
    return rows[:end]


def _facts(rows: Sequence[Mapping[str, Any]]) -> Iterable[Fact]:
    about = _about(rows)
    for row in rows:
        source = (row["entity"], row["record"])
        target = about.get(source, source)
        if target is not None:
            columns = frozenset(row["difference"]) if row["operation"].endswith(".edit") else None
            by, drafted_by = row["account_id"], row["drafted_by_id"]
            yield Fact(row["position"], row["at"], by, drafted_by, row["operation"], target[0], target[1], source, row["batch"], columns)


def _about(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], tuple[str, int] | None]:
    """Of rows about other records the record; None where such a row is gone. One query for each kind."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        rule = rule_of(row["operation"])
        if rule is not None and rule.of_others:
            asked.setdefault(row["entity"], set()).add(row["record"])
    found: dict[tuple[str, int], tuple[str, int] | None] = {(name, key): None for name, keys in asked.items() for key in keys}
    for name, keys in asked.items():
        kind: Any = entity_named(name).model
        rows_of_kind = kind._default_manager.filter(pk__in=keys).values_list("pk", "entity", "record")
        found |= {(name, pk): (entity, record) for pk, entity, record in rows_of_kind}
    return found
