"""What somebody has just done is taken back by operations, or they are told that it cannot be."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Missing, Stale, WrongState
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.undo import undo, way_back

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


def test_a_deletion_has_no_way_back_and_says_so(ann: Actor) -> None:
    key = do(ann, "create", name="Harbour Council", kind="client").records[0].pk
    done = do(ann, "delete", key)
    assert way_back(ann, done.batch) is None
    with pytest.raises(WrongState):
        undo(ann, done.batch)


def test_nobody_takes_back_what_another_did(ann: Actor, staff: Any) -> None:
    done = do(ann, "create", name="Harbour Council", kind="client")
    with pytest.raises(Missing):
        undo(staff("Ben", *(f"organisation.{verb}" for verb in ALL)), done.batch)
    assert only().name == "Harbour Council"
