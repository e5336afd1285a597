"""The journal's chain: whatever is changed behind Milepost's back is found."""

import random
from datetime import UTC, datetime

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.journal.hashed import digest
from milepost.kernel.journal.seal import BrokenChain, Head, head, seal, verify
from milepost.kernel.models import Counter, JournalEntry
from milepost.kernel.operations import operation_named, perform

ROWS = 40


@pytest.fixture
def sealed(anybody: Actor) -> Head:
    given = [{"name": f"Client {n}", "kind": "client"} for n in range(ROWS)]
    perform(operation_named("organisation.create"), anybody, given=given)
    assert seal() == ROWS
    return head()


def test_what_was_not_touched_verifies(sealed: Head) -> None:
    assert verify() == verify(sealed) == sealed and sealed.position == ROWS
    assert seal() == 0


def test_rows_that_commit_later_are_sealed_after_those_before(sealed: Head, anybody: Actor) -> None:
    perform(operation_named("organisation.create"), anybody, given={"name": "Late", "kind": "client"})
    assert seal() == 1 and head().position == ROWS + 1
    verify(sealed)


def test_every_tampering_is_found(sealed: Head) -> None:
    """A hundred changes at random, each undone again: one row changed, removed, moved or put in."""
    rng = random.Random(1)
    for _ in range(100):
        row = JournalEntry.objects.get(position=rng.randint(1, ROWS))
        kind = rng.choice(("reason", "operation", "record", "account", "remove", "digest", "chain", "swap", "at"))
        before = JournalEntry.objects.filter(pk=row.pk).values().get()
        other = JournalEntry.objects.get(position=row.position % ROWS + 1)
        if kind == "remove":
            row.delete()
        elif kind == "swap":
            JournalEntry.objects.filter(pk=row.pk).update(difference={"name": [None, "somebody else"]})
        else:
            changes = {
                "reason": {"reason": "another"},
                "operation": {"operation": "organisation.delete"},
                "record": {"record": 999},
                "account": {"request": "forged"},
                "digest": {"digest": other.digest},
                "chain": {"chain": other.chain},
                "at": {"at": before["at"].replace(year=2001)},
            }
            JournalEntry.objects.filter(pk=row.pk).update(**changes[kind])
        with pytest.raises(BrokenChain):
            verify(sealed)
        JournalEntry.objects.filter(pk=before["id"]).delete()
        JournalEntry.objects.create(**before)
        verify(sealed)


def test_rows_cut_off_at_the_end_are_found(sealed: Head) -> None:
    JournalEntry.objects.filter(position__gt=ROWS - 3).delete()
    with pytest.raises(BrokenChain, match="are gone"):
        verify()
    Counter.objects.filter(name="journal").update(last=ROWS - 3)
    verify()
    with pytest.raises(BrokenChain, match="are gone"):
        verify(sealed)


def test_an_erased_row_keeps_the_chain(sealed: Head) -> None:
    JournalEntry.objects.filter(position=7).update(difference={}, reason="", erased=True)
    verify(sealed)


SAME = [
    ('{"a": [null, 1e+16], "bb": [1, 2]}', '{"bb": [1, 2], "a": [null, 10000000000000000]}'),
    ('{"a": [-0.0, 100.0]}', '{"a": [0, 100]}'),
    ('{"a": [null, {"x": 1e-07, "w": [3.0]}]}', '{"a": [null, {"w": [3], "x": 0.0000001}]}'),
    ('{"a": [null, "\\u00e9 1e5"]}', '{"a": [null, "é 1e5"]}'),
    ('{"a": [123456789012345678901234567890, 1]}', '{"a": [123456789012345678901234567890, 1.0]}'),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_content_has_the_same_digest_however_a_database_writes_it(one: str, other: str) -> None:
    """SQLite keeps JSON as it was written, PostgreSQL orders and rewrites it: a house that moves keeps its journal."""
    moment = datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)
    assert digest([1, "x"], moment, one) == digest([1, "x"], "2026-03-02T09:00:00.000005Z", other)


@pytest.mark.parametrize(
    "other", ['{"a": [1, 2]}', '{"a": [null, "1"]}', '{"b": [null, 1]}', '{"a": [null, 1.5]}', '{"a": [null, true]}', '{"a": [null, [1]]}']
)
def test_other_content_has_another_digest(other: str) -> None:
    assert digest(["x"], "y", other) != digest(["x"], "y", '{"a": [null, 1]}')


def test_only_what_was_read_before_the_lock_is_sealed_and_the_rest_next(anybody: Actor) -> None:
    given = [{"name": f"Client {number}", "kind": "client"} for number in range(7)]
    perform(operation_named("organisation.create"), anybody, given=given)
    assert [seal(3), seal(3), seal(3), seal(3)] == [3, 3, 1, 0]
    assert verify().position == 7
