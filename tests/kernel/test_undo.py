"""What somebody has just done is taken back by operations, or they are told that it cannot be."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.journal.read import history_of
from milepost.kernel.models import Grant, JournalEntry
from milepost.kernel.operations import Done, operation_named, operations, perform
from milepost.kernel.operations.restore import is_whole
from milepost.kernel.rows import rows_of
from milepost.kernel.undo import last_batch, undo, way_back

ALL = ("view", "create", "edit", "delete", "close", "reopen")


@pytest.fixture
def ann(staff: Any) -> Actor:
    found: Actor = staff("Ann", *(f"organisation.{verb}" for verb in ALL))
    return found


def do(actor: Actor, verb: str, on: int | None = None, **given: Any) -> Done:
    return perform(operation_named(f"organisation.{verb}"), actor, on=[] if on is None else [on], given=given)


def only() -> Any:
    return entity("organisation").model._default_manager.get()


def test_an_edit_goes_back_to_the_values_from_before(ann: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    done = do(ann, "edit", key, name="Haven", country="GB")
    undo(ann, done.batch)
    assert (only().name, only().country, only().version) == ("Harbour Council", "", 3)


def test_a_creation_goes_back_by_a_deletion(ann: Actor) -> None:
    done = do(ann, "create", name="Harbour Council", kind="client")
    undo(ann, done.batch)
    assert not entity("organisation").model._default_manager.exists()


def test_a_move_goes_back_by_the_operation_that_leads_back(ann: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    done = do(ann, "close", key, reason="merged")
    undo(ann, done.batch)
    assert only().state == "active"
    assert way_back(ann, undo(ann, do(ann, "close", key, reason="again").batch).batch) is None


def test_what_somebody_changed_since_is_not_taken_back(ann: Actor, anybody: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    done = do(ann, "edit", key, name="Haven")
    do(anybody, "edit", key, country="GB")
    with pytest.raises(Stale):
        undo(ann, done.batch)
    assert only().name == "Haven"


def test_a_deletion_goes_back_with_id_number_and_what_hung_on_it(ann: Actor, anybody: Actor) -> None:
    made = do(ann, "create", name="Harbour Council", kind="client", notes="Two lines\nof it").records[0]
    given = {"entity": "organisation", "record": made.pk, "text": "Met on Monday."}
    perform(operation_named("comment.create"), anybody, given=given)
    do(ann, "close", made.pk, reason="merged")
    do(ann, "reopen", made.pk)
    before = rows_of(entity("organisation"), ann, [made.pk])[0]
    done = do(ann, "delete", made.pk)
    assert not entity("organisation").model._default_manager.exists()
    back = undo(ann, done.batch)
    (row,) = rows_of(entity("organisation"), ann, [made.pk])
    moments = {"changed_at": row["changed_at"], "version": before["version"] + 1}
    assert row == before | moments and row["number"] == "ORG-1"
    assert entity("comment").model._default_manager.filter(entity="organisation", record=made.pk).count() == 1
    latest = history_of(entity("organisation"), ann, made.pk)[0]
    assert (latest["operation"], latest["reason"], latest["cause"], latest["batch"]) == (
        "organisation.create",
        "undone",
        done.batch,
        back.batch,
    )
    assert do(ann, "create", name="Quay Housing", kind="client").records[0].number == "ORG-2"


def test_a_deletion_of_several_goes_back_whole_or_not_at_all(ann: Actor) -> None:
    keys = [do(ann, "create", name=name, kind="client").records[0].pk for name in ("One", "Two", "Three")]
    done = perform(operation_named("organisation.delete"), ann, on=keys)
    undo(ann, done.batch)
    assert {one.number for one in entity("organisation").model._default_manager.all()} == {"ORG-1", "ORG-2", "ORG-3"}


def test_an_edit_of_several_goes_back_for_each_to_its_own_or_for_none(ann: Actor, anybody: Actor) -> None:
    keys = [do(ann, "create", name=name, kind="client", country=country).records[0].pk for name, country in (("One", "GB"), ("Two", ""))]
    done = perform(operation_named("organisation.edit"), ann, on=keys, given={"country": "FR"})
    later = do(anybody, "edit", keys[1], reference="X")
    with pytest.raises(Stale, match="the house changed Their reference of organisation ORG-2"):
        undo(ann, done.batch)
    assert {one.country for one in entity("organisation").model._default_manager.all()} == {"FR"}
    undo(anybody, later.batch)
    with pytest.raises(Stale):
        undo(ann, done.batch)
    again = perform(operation_named("organisation.edit"), ann, on=keys, given={"country": "DE"})
    undo(ann, again.batch)
    assert {one.country for one in entity("organisation").model._default_manager.all()} == {"FR"}


def test_what_cannot_be_taken_back_says_why(ann: Actor, anybody: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    closed = do(ann, "close", key, reason="merged")
    undo(ann, closed.batch)
    with pytest.raises(WrongState, match="Ann took it back already"):
        undo(ann, closed.batch)
    reopened = do(ann, "close", key, reason="again")
    back = undo(ann, reopened.batch)
    with pytest.raises(WrongState, match="nothing leads from active back to closed by itself"):
        undo(ann, back.batch)
    deleted = do(ann, "delete", key)
    undo(ann, deleted.batch)
    with pytest.raises(WrongState, match="took it back already"):
        undo(ann, deleted.batch)
    assert way_back(ann, closed.batch) is None and way_back(ann, "no such batch") is None


def test_of_what_the_journal_does_not_hold_whole_nothing_is_brought_back(ann: Actor) -> None:
    assert is_whole(entity("organisation")) and is_whole(entity("group"))
    assert not is_whole(entity("token")) and not is_whole(entity("account"))
    gone = {"name": ["Night shift", None]}
    entry = {"at": now(), "operation": "attachment.delete", "entity": "attachment", "record": 7, "version": 1, "batch": "b1"}
    assert "attachment.delete" not in {one.name for one in operations()}
    JournalEntry.objects.create(**entry, difference=gone, account_id=ann.account)
    with pytest.raises(WrongState, match="no longer a part of Milepost"):
        undo(ann, "b1")


def test_who_lost_the_permission_or_the_place_takes_nothing_back(ann: Actor, staff: Any, anybody: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    edited, deleted = do(ann, "edit", key, name="Haven"), None
    with_less = staff("Ann")
    Grant.objects.filter(account_id=ann.account).delete()
    less = staff("Ann", "organisation.view")
    assert with_less.account == less.account and way_back(less, edited.batch) is None
    with pytest.raises(Denied, match="may not edit"):
        undo(less, edited.batch)
    deleted = do(ann, "delete", key)
    with pytest.raises(Denied, match="not bring one back"):
        undo(less, deleted.batch)
    elsewhere = staff("Ann", "organisation.create", kind="organisation", scope=key + 1000)
    with pytest.raises(Denied):
        undo(elsewhere, deleted.batch)
    assert not entity("organisation").model._default_manager.exists()
    do(anybody, "create", name="Haven", kind="client")
    with pytest.raises(Denied):  # and are not told that somebody else has the name now
        undo(elsewhere, deleted.batch)


def test_a_deletion_whose_place_is_taken_says_so(ann: Actor, anybody: Actor) -> None:
    """A group's name is taken by another meanwhile."""
    made = perform(operation_named("group.create"), anybody, given={"name": "Night shift"}).records[0]
    done = perform(operation_named("group.delete"), anybody, on=[made.pk])
    perform(operation_named("group.create"), anybody, given={"name": "Night shift"})
    with pytest.raises(Invalid):
        undo(anybody, done.batch)
    assert entity("group").model._default_manager.count() == 1


def test_the_last_thing_somebody_did_is_found(ann: Actor, anybody: Actor) -> None:
    assert last_batch(ann) is None
    made = do(ann, "create", name="Harbour Council", kind="client")
    do(anybody, "edit", made.records[0].pk, name="Haven")
    edited = do(ann, "edit", made.records[0].pk, name="Harbour")
    assert last_batch(ann) == edited.batch
    undo(ann, edited.batch)
    assert last_batch(ann) == edited.batch  # its undoing is none of its own


def test_nobody_takes_back_what_another_did(ann: Actor, staff: Any) -> None:
    done = do(ann, "create", name="Harbour Council", kind="client")
    with pytest.raises(Missing):
        undo(staff("Ben", *(f"organisation.{verb}" for verb in ALL)), done.batch)
    assert only().name == "Harbour Council"
