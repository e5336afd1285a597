"""Operations: allowed, checked, done, saved and journalled in one transaction, or nothing happens."""

import pytest

from milepost.apps.organisations.models import Organisation
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform

CREATE, EDIT, DELETE, CLOSE = (operation_named(f"organisation.{verb}") for verb in ("create", "edit", "delete", "close"))
NEEDED = 6
VIEW = "organisation.view"


def made(actor: Actor, *names: str) -> list[Organisation]:
    rows = [{"name": name, "kind": "client"} for name in names]
    return list(perform(CREATE, actor, given=rows).records)  # type: ignore[arg-type]


def test_what_is_created_has_a_number_a_state_and_a_row_in_the_journal(anybody: Actor) -> None:
    one, two = made(anybody, "Harbour Council", "Eastmoor School")
    assert (one.number, two.number) == ("ORG-1", "ORG-2")
    assert one.state == "active" and one.version == 1
    entries = list(JournalEntry.objects.order_by("id"))
    assert [entry.operation for entry in entries] == ["organisation.create"] * 2
    assert entries[0].difference["name"] == [None, "Harbour Council"]
    assert entries[0].batch == entries[1].batch


def test_every_fault_of_every_row_is_told_and_nothing_is_saved(anybody: Actor) -> None:
    rows = [{"name": "Good", "kind": "client"}, {"name": "", "kind": "friend"}, {"name": "x" * 201, "kind": "client", "colour": "red"}]
    with pytest.raises(Invalid) as refused:
        perform(CREATE, anybody, given=rows)
    codes = {row: {name: faults[0].code for name, faults in fields.items()} for row, fields in refused.value.rows.items()}
    assert codes == {1: {"name": "required", "kind": "no-such-choice"}, 2: {"name": "too-long", "colour": "unknown-field"}}
    assert not Organisation.objects.exists() and not JournalEntry.objects.exists()


def test_a_name_that_is_taken_is_told_in_the_constraints_words(anybody: Actor) -> None:
    made(anybody, "Harbour Council")
    with pytest.raises(Invalid, match="there is one of this kind with this name"):
        made(anybody, "HARBOUR council")


def test_an_edit_changes_what_was_given_and_raises_the_version(anybody: Actor) -> None:
    (one,) = made(anybody, "Harbour Council")
    perform(EDIT, anybody, on=[one.pk], given={"reference": "HC"}, versions={one.pk: 1})
    one.refresh_from_db()
    assert (one.name, one.reference, one.version) == ("Harbour Council", "HC", 2)
    assert JournalEntry.objects.latest("id").difference == {"reference": ["", "HC"]}


def test_an_edit_without_a_difference_is_not_journalled(anybody: Actor) -> None:
    (one,) = made(anybody, "Harbour Council")
    perform(EDIT, anybody, on=[one.pk], given={"name": "Harbour Council"})
    one.refresh_from_db()
    assert one.version == 1 and JournalEntry.objects.count() == 1


def test_a_stale_edit_says_who_changed_what(anybody: Actor, staff) -> None:  # type: ignore[no-untyped-def]
    (one,) = made(anybody, "Harbour Council")
    ann = staff("Ann", VIEW, "organisation.edit")
    perform(EDIT, ann, on=[one.pk], given={"reference": "HC"}, versions={one.pk: 1})
    with pytest.raises(Stale, match="Ann changed Their reference of organisation ORG-1"):
        perform(EDIT, ann, on=[one.pk], given={"reference": "other"}, versions={one.pk: 1})


def test_an_operation_takes_a_set_in_a_fixed_number_of_queries(anybody: Actor, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    few, many = made(anybody, "a", "b"), made(anybody, *(f"name {n}" for n in range(200)))
    for chosen in (few, many):
        with django_assert_num_queries(NEEDED):
            perform(CLOSE, anybody, on=[one.pk for one in chosen], given={"reason": "end of contract"})
    assert Organisation.objects.filter(state="closed").count() == 202
    assert JournalEntry.objects.latest("id").reason == "end of contract"


def test_what_the_state_does_not_allow_is_refused(anybody: Actor) -> None:
    (one,) = made(anybody, "Harbour Council")
    perform(CLOSE, anybody, on=[one.pk], given={"reason": "moved away"})
    with pytest.raises(WrongState, match="is closed; only what is active"):
        perform(CLOSE, anybody, on=[one.pk], given={"reason": "again"})
    with pytest.raises(WrongState):
        perform(EDIT, anybody, on=[one.pk], given={"name": "Other"})


def test_nothing_is_allowed_that_no_grant_allows(anybody: Actor, staff) -> None:  # type: ignore[no-untyped-def]
    (one,) = made(anybody, "Harbour Council")
    with pytest.raises(Missing):
        perform(EDIT, staff("Stranger"), on=[one.pk], given={"name": "Mine"})
    with pytest.raises(Denied, match="You may see organisation ORG-1"):
        perform(EDIT, staff("Reader", VIEW), on=[one.pk], given={"name": "Mine"})
    with pytest.raises(Denied):
        perform(CREATE, staff("Reader", VIEW), given={"name": "Mine", "kind": "client"})


def test_a_grant_for_one_organisation_reaches_that_one_alone(anybody: Actor, staff) -> None:  # type: ignore[no-untyped-def]
    one, two = made(anybody, "Harbour Council", "Eastmoor School")
    ann = staff("Ann", VIEW, "organisation.edit", "organisation.create", kind="organisation", scope=one.pk)
    perform(EDIT, ann, on=[one.pk], given={"reference": "HC"})
    with pytest.raises(Missing):
        perform(EDIT, ann, on=[two.pk], given={"reference": "ES"})
    with pytest.raises(Denied):
        perform(CREATE, ann, given={"name": "A third", "kind": "client"})


def test_what_others_need_is_not_deleted(anybody: Actor) -> None:
    (one,) = made(anybody, "Harbour Council")
    perform(CREATE, anybody, given={"name": "Harbour Council IT", "kind": "department", "parent": "org-1"})
    with pytest.raises(Invalid, match="need this one"):
        perform(DELETE, anybody, on=[one.pk])
    assert Organisation.objects.count() == 2 and JournalEntry.objects.count() == 2
