"""Two changes of one record come together: nothing typed is lost, and nothing that somebody else saved is overwritten unseen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.kernel.access import Actor
from milepost.kernel.journal.read import MOST
from milepost.kernel.merging import Theirs, changed_since, merge, merged
from milepost.kernel.operations import operation_named, perform

EDIT = "organisation.edit"
EVE = {"name": "Eve", "email": "eve@example.org", "kind": "person"}


@pytest.fixture
def key(anybody: Actor) -> int:
    given = {"name": "Harbour Council", "kind": "client", "notes": "Old"}
    return int(perform(operation_named("organisation.create"), anybody, given=given).records[0].pk)


def theirs(name: str, before: Any, after: Any) -> dict[str, Theirs]:
    return {name: Theirs(name, before, after, "Ben", "2026-01-05T09:00:00Z")}


VALUES = st.one_of(st.none(), st.just(""), st.integers(0, 3), st.text(max_size=2))


@given(before=VALUES, after=VALUES, typed=VALUES)
def test_each_of_the_three_values_decides_as_it_should(before: Any, after: Any, typed: Any) -> None:
    """What is saved in the end is theirs or ours, and theirs is never overwritten by somebody who typed nothing there."""
    found = merge(theirs("name", before, after), {"name": typed, "other": 1}, lambda name, raw: raw)
    empty = (None, "")
    same = lambda one, other: one == other or (one in empty and other in empty)  # noqa: E731
    assert found.given["other"] == 1
    if same(typed, after):
        assert found.given["name"] == typed and not found.taken and not found.clashing
    elif same(typed, before):
        assert "name" not in found.given and [one.after for one in found.taken] == [after]
    else:
        assert found.given["name"] == typed and [one.name for one in found.clashing] == ["name"]


def test_of_several_changes_the_first_before_and_the_last_after_count(anybody: Actor, staff: Any, key: int) -> None:
    ben = staff("Ben", "organisation.view", EDIT)
    for actor, name in ((anybody, "Haven"), (ben, "Port Council")):
        perform(operation_named(EDIT), actor, on=[key], given={"name": name})
    perform(operation_named(EDIT), ben, on=[key], given={"reference": "X"})
    perform(operation_named(EDIT), ben, on=[key], given={"reference": ""})
    found = changed_since(operation_named(EDIT).entity, anybody, key, 1)
    assert {name: (one.before, one.after, one.by) for name, one in found.items()} == {"name": ("Harbour Council", "Port Council", "Ben")}


def test_however_often_others_changed_it_the_first_before_counts(anybody: Actor, key: int) -> None:
    for turn in range(MOST + 5):
        perform(operation_named(EDIT), anybody, on=[key], given={"reference": f"HC-{turn}"})
    found = changed_since(operation_named(EDIT).entity, anybody, key, 1)
    assert {name: (one.before, one.after) for name, one in found.items()} == {"reference": ("", f"HC-{MOST + 4}")}


def test_what_was_only_read_takes_theirs_and_what_was_typed_stays(anybody: Actor, key: int) -> None:
    perform(operation_named(EDIT), anybody, on=[key], given={"reference": "HC-7", "name": "Port Council"})
    typed = {"name": "Haven", "reference": "", "notes": " Old ", "kind": "client", "country": "gb"}
    found = merged(operation_named(EDIT), anybody, key, version=1, typed=typed)
    assert found.given == {"name": "Haven", "notes": " Old ", "kind": "client", "country": "gb"}
    assert [one.name for one in found.taken] == ["reference"] and [one.name for one in found.clashing] == ["name"]


def test_what_nobody_can_read_was_typed_all_the_same(anybody: Actor, key: int) -> None:
    perform(operation_named(EDIT), anybody, on=[key], given={"kind": "supplier"})
    found = merged(operation_named(EDIT), anybody, key, version=1, typed={"kind": "castle"})
    assert [one.name for one in found.clashing] == ["kind"] and found.given == {"kind": "castle"}


def test_a_reference_is_the_same_by_id_and_by_number(anybody: Actor, key: int) -> None:
    create = operation_named("contact.create")
    other = perform(operation_named("organisation.create"), anybody, given={"name": "Quay", "kind": "client"}).records[0]
    contact = perform(create, anybody, given={"name": "Priya Nair", "organisation": key}).records[0].pk
    edit = operation_named("contact.edit")
    perform(edit, anybody, on=[contact], given={"name": "P. Nair"})
    assert "organisation" in edit.inputs or pytest.fail("a contact can be moved")
    perform(edit, anybody, on=[contact], given={"organisation": other.pk})
    for same in (key, str(key), "org-1"):
        found = merged(edit, anybody, contact, version=1, typed={"organisation": same})
        assert [one.name for one in found.taken] == ["organisation"], same
    for theirs_too in (str(other.pk), "ORG-2"):
        assert merged(edit, anybody, contact, version=1, typed={"organisation": theirs_too}).clashing == ()


def test_who_may_not_see_a_column_is_told_nothing_of_it(anybody: Actor, staff: Any) -> None:
    edit = operation_named("account.edit")
    eve = perform(operation_named("account.create"), anybody, given=EVE).records[0]
    perform(edit, anybody, on=[eve.pk], given={"email": "eve@example.com", "name": "Eve Marsh"})
    some = staff("Carl", "account.view", "account.edit")
    assert set(changed_since(edit.entity, some, eve.pk, 1)) == {"name"}
    assert set(changed_since(edit.entity, anybody, eve.pk, 1)) == {"name", "email"}
