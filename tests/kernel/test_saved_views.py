"""Saved views: what is kept of a question, who sees and changes one, and what a list begins with."""

from typing import Any

import pytest

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.administration import known_permissions
from milepost.kernel.audit import read_journal
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.models import Account, SavedView
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row
from milepost.kernel.undo import way_back
from milepost.kernel.views import DEFAULT, MODERATE, SAVED_VIEW, SHARE, canonical, default_of, views_of

KEEP = ("saved-view.view", "saved-view.create", "saved-view.edit", "saved-view.delete", "organisation.view")
ORGANISATION = entity("organisation")


def keep(actor: Actor, name: str = "Clients", query: str = "kind=client", **more: Any) -> int:
    given = {"entity": "organisation", "name": name, "query": query, **more}
    return perform(operation_named("saved-view.create"), actor, given=given).records[0].pk


def edit(actor: Actor, key: int, **given: Any) -> Any:
    return perform(operation_named("saved-view.edit"), actor, on=[key], given=given)


def seen(actor: Actor) -> list[int]:
    return sorted(row["id"] for row in read_page(SAVED_VIEW, actor, question_from(SAVED_VIEW, actor, {})).rows)


def test_a_question_is_kept_in_one_form_without_where_in_the_list_somebody_was(staff: Any) -> None:
    ann = staff("Ann", *KEEP)
    key = keep(ann, query="?order=-name&kind=supplier&kind=client&offset=100&limit=5&search=&view=3&columns=kind,name")
    assert SavedView.objects.get(pk=key).query == "columns=kind,name&kind=client&kind=supplier&order=-name"
    assert canonical([("b", "2"), ("a", " 1 "), ("b", "1")]) == "a=1&b=1&b=2"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colour=red", "there is no filter 'colour'; known are"),
        ("kind=friend", "none of client"),
        ("order=notes", "lists are not sorted by 'notes'; known are"),
        ("columns=name,colour", "there is no column 'colour'; known are id, number"),
        ("name__like=x", "known of name are name, name__not"),
    ],
)
def test_what_a_list_cannot_be_asked_is_told_at_the_field_with_what_would_be_right(query: str, told: str, staff: Any) -> None:
    with pytest.raises(Invalid) as refused:
        keep(staff("Ann", *KEEP), query=query)
    assert list(refused.value.fields) == ["query"] and told in str(refused.value)
    assert not SavedView.objects.exists()


def test_all_faults_of_a_question_are_told_at_once(staff: Any) -> None:
    with pytest.raises(Invalid) as refused:
        keep(staff("Ann", *KEEP), query="colour=red&columns=size&order=weight")
    assert len(refused.value.fields["query"]) == 3


def test_a_private_view_is_there_for_its_owner_alone(staff: Any) -> None:
    ann, bob = staff("Ann", *KEEP), staff("Bob", *KEEP, SHARE, DEFAULT, MODERATE)
    key = keep(ann)
    assert seen(ann) == [key] and seen(bob) == []
    with pytest.raises(Missing):
        read_row(SAVED_VIEW, bob, key)
    for deed in ("edit", "delete"):
        with pytest.raises(Missing):
            perform(operation_named(f"saved-view.{deed}"), bob, on=[key], given={"name": "Mine"} if deed == "edit" else {})
    assert views_of(ORGANISATION, bob) == ()


def test_the_journal_tells_nobody_of_anothers_private_view(staff: Any) -> None:
    ann = staff("Ann", *KEEP)
    auditor = staff("Zoe", *sorted(known_permissions()))
    private, shared = keep(ann, "Canary 5512"), keep(auditor, "For all", shared=True)
    told = [(entry["entity"], entry["record"]) for entry in read_journal(auditor, {}).rows]
    assert ("saved-view", shared) in told and ("saved-view", private) not in told


def test_a_shared_view_is_seen_by_those_who_see_the_list_and_by_no_client(staff: Any) -> None:
    ann = staff("Ann", *KEEP, SHARE)
    key = keep(ann, shared=True)
    assert seen(staff("Bob", *KEEP)) == [key]
    assert seen(staff("Cid", *(one for one in KEEP if one != "organisation.view"))) == []
    assert seen(staff("Dan", "organisation.view")) == []
    client = staff("Eve", *KEEP, kind="organisation", scope=1)
    Account.objects.filter(pk=client.account).update(kind="client")
    assert seen(actor_of(Account.objects.get(pk=client.account))) == []


def test_only_its_owner_or_who_moderates_changes_a_shared_view(staff: Any) -> None:
    ann, bob, mia = staff("Ann", *KEEP, SHARE), staff("Bob", *KEEP, SHARE), staff("Mia", *KEEP, MODERATE)
    key = keep(ann, shared=True)
    with pytest.raises(Denied):
        edit(bob, key, name="Bob's")
    edit(ann, key, query="kind=supplier")
    edit(mia, key, name="Suppliers")
    row = read_row(SAVED_VIEW, bob, key)
    assert (row["name"], row["query"]) == ("Suppliers", "kind=supplier")
    part = staff("Pam", *KEEP, MODERATE, kind="organisation", scope=1)
    with pytest.raises(Denied):
        edit(part, key, name="Pam's")


def test_sharing_takes_its_permission_in_the_whole_house(staff: Any) -> None:
    ann = staff("Ann", *KEEP)
    key = keep(ann)
    for make in (lambda: keep(ann, "Other", shared=True), lambda: edit(ann, key, shared=True)):
        with pytest.raises(Denied, match="takes saved-view"):
            make()
    pam = staff("Pam", *KEEP, SHARE, kind="organisation", scope=1)
    with pytest.raises(Denied, match="in the whole house"):
        edit(pam, keep(pam), shared=True)
    ann = staff("Ann", SHARE)
    edit(ann, key, shared=True)
    assert read_row(SAVED_VIEW, ann, key)["shared"]


def test_nobody_keeps_views_for_others_or_of_what_they_do_not_see(staff: Any, anybody: Actor) -> None:
    ann, bob = staff("Ann", *KEEP, "account.view"), staff("Bob", *KEEP)
    with pytest.raises(Denied, match="their own"):
        keep(ann, account=bob.account)
    with pytest.raises(Denied, match="may not see people"):
        perform(operation_named("saved-view.create"), ann, given={"entity": "person", "name": "x", "query": ""})
    with pytest.raises(Invalid, match="private view is somebody"):
        keep(anybody)
    with pytest.raises(Invalid, match="no list of 'unicorn'"):
        perform(operation_named("saved-view.create"), ann, given={"entity": "unicorn", "name": "x"})


def test_a_list_begins_with_ones_own_default_else_with_that_of_all(staff: Any) -> None:
    ann, bob = staff("Ann", *KEEP, SHARE, DEFAULT), staff("Bob", *KEEP)
    shared = keep(ann, "For all", shared=True, is_default=True)
    own = keep(bob, "Bob's", is_default=True)
    for actor, expected in ((ann, shared), (bob, own)):
        found = default_of(views_of(ORGANISATION, actor))
        assert found is not None and found.id == expected
    second = keep(bob, "Second", is_default=True)
    assert SavedView.objects.filter(account=bob.account, is_default=True).get().pk == second
    assert SavedView.objects.get(pk=shared).is_default


def test_which_shared_view_is_the_default_takes_a_permission_of_its_own(staff: Any) -> None:
    ann, mia = staff("Ann", *KEEP, SHARE), staff("Mia", *KEEP, SHARE, DEFAULT, MODERATE)
    key = keep(ann, shared=True)
    for make in (lambda: edit(ann, key, is_default=True), lambda: keep(ann, "Other", shared=True, is_default=True)):
        with pytest.raises(Denied, match="for everybody"):
            make()
    edit(mia, key, is_default=True)
    with pytest.raises(Denied, match="for everybody"):
        edit(ann, key, is_default=False)
    other = keep(mia, "Mia's", shared=True, is_default=True)
    assert SavedView.objects.filter(is_default=True).get().pk == other


def test_who_says_what_a_list_begins_with_also_does_so_in_the_place_of_what_somebody_else_shared(staff: Any) -> None:
    mia, ann = staff("Mia", *KEEP, SHARE, DEFAULT), staff("Ann", *KEEP, SHARE, DEFAULT)
    former = keep(mia, "Mia's", shared=True, is_default=True)
    key = keep(ann, "Ann's", shared=True, is_default=True)
    assert SavedView.objects.filter(is_default=True).get().pk == key
    with pytest.raises((Denied, Missing)):
        edit(ann, former, name="Mine now")


def test_a_default_that_becomes_private_is_no_default_any_more(staff: Any) -> None:
    mia = staff("Mia", *KEEP, SHARE, DEFAULT)
    own, shared = keep(mia, "Own", is_default=True), keep(mia, "Shared", shared=True, is_default=True)
    edit(mia, shared, shared=False)
    assert SavedView.objects.filter(is_default=True).get().pk == own


def test_two_views_of_one_list_have_two_names_and_others_may_have_the_same(staff: Any) -> None:
    ann, bob = staff("Ann", *KEEP), staff("Bob", *KEEP)
    keep(ann, "Clients")
    keep(bob, "Clients")
    with pytest.raises(Invalid, match="view of this name here already"):
        keep(ann, "CLIENTS", "kind=supplier")


def test_a_view_is_copied_by_whoever_sees_it_and_the_copy_is_theirs(staff: Any) -> None:
    ann, bob = staff("Ann", *KEEP, SHARE), staff("Bob", *KEEP)
    row = read_row(SAVED_VIEW, bob, keep(ann, shared=True, query="kind=client&order=-name"))
    copy = keep(bob, "Mine", row["query"])
    edit(ann, row["id"], query="")
    found = read_row(SAVED_VIEW, bob, copy)
    assert (found["query"], found["account"]["id"], found["shared"]) == ("kind=client&order=-name", bob.account, False)


def test_a_view_goes_back_to_what_it_asked(staff: Any) -> None:
    ann = staff("Ann", *KEEP)
    done = edit(ann, keep(ann), query="kind=supplier")
    way = way_back(ann, done.batch)
    assert way is not None and way.main.given == ({"query": "kind=client"},)


def test_finding_the_views_of_a_list_takes_one_query_and_none_for_who_keeps_none(staff: Any, django_assert_num_queries: Any) -> None:
    ann = staff("Ann", *KEEP)
    for number in range(5):
        keep(ann, f"View {number}")
    with django_assert_num_queries(1):
        assert [view.name for view in views_of(ORGANISATION, ann)] == [f"View {number}" for number in range(5)]
    dan = staff("Dan", "organisation.view")
    with django_assert_num_queries(0):
        assert views_of(ORGANISATION, dan) == ()
