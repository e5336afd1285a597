"""Search finds what one may see, by the beginnings of words, as soon as the journal is sealed."""

from importlib import import_module
from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import SearchEntry
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import find, follow, marked, rebuild, search
from milepost.kernel.search.words import asked_words


def make(actor: Actor, word: str, /, **given: Any) -> int:
    return perform(operation_named(f"{word}.create"), actor, given=given).records[0].pk


def index() -> None:
    while seal() or follow():
        pass


def titles(actor: Actor, words: str) -> list[str]:
    return [hit.title for hit in find(actor, words)]


def test_records_are_found_by_the_beginnings_of_words_whatever_their_case_or_signs(anybody: Actor) -> None:
    make(anybody, "organisation", name="Harbour Council", kind="client", notes="Invoices go to Bristol")
    make(anybody, "organisation", name="Quay Housing", kind="client")
    index()
    assert titles(anybody, "HARB coun") == ["Harbour Council"]
    assert titles(anybody, "bristol") == ["Harbour Council"]
    assert titles(anybody, 'quay" OR * ) NEAR(') == []
    assert titles(anybody, "quay*") == ["Quay Housing"]
    assert titles(anybody, "org-1") == ["Harbour Council"]
    assert titles(anybody, "  ") == [] and titles(anybody, "'\"\x00") == []


def test_the_best_title_comes_first(anybody: Actor) -> None:
    make(anybody, "organisation", name="Council of Elders", kind="client", notes="Bath")
    make(anybody, "organisation", name="Bath", kind="client")
    make(anybody, "organisation", name="Bath Spa University", kind="client")
    index()
    assert titles(anybody, "bath") == ["Bath", "Bath Spa University", "Council of Elders"]


def test_what_was_changed_or_deleted_is_found_so(anybody: Actor) -> None:
    key = make(anybody, "organisation", name="Harbour Council", kind="client")
    index()
    perform(operation_named("organisation.edit"), anybody, on=[key], given={"name": "Haven Council"})
    index()
    assert titles(anybody, "harbour") == [] and titles(anybody, "haven") == ["Haven Council"]
    perform(operation_named("organisation.delete"), anybody, on=[key])
    index()
    assert titles(anybody, "haven") == [] and not SearchEntry.objects.filter(entity="organisation").exists()


def test_nobody_finds_what_they_may_not_see(anybody: Actor, staff: Any) -> None:
    mine = make(anybody, "organisation", name="Harbour Council", kind="client")
    make(anybody, "organisation", name="Harbour Trust", kind="client")
    make(anybody, "contact", name="Priya Harbour", organisation=mine)
    index()
    clerk = staff("Clerk", "organisation.view", kind="organisation", scope=mine)
    assert titles(clerk, "harbour") == ["Harbour Council"]
    assert titles(staff("Stranger"), "harbour") == []
    assert sorted(titles(anybody, "harbour")) == ["Harbour Council", "Harbour Trust", "Priya Harbour"]


def test_text_that_takes_a_permission_is_found_by_those_who_hold_it(anybody: Actor, staff: Any) -> None:
    make(anybody, "account", name="Ann Archer", email="secret.address@example.org", kind="person")
    index()
    assert titles(staff("Reader", "account.view"), "secret") == []
    assert len(find(staff("Keeper", "account.view", "account.address"), "secret")) == 1


def test_a_search_is_two_queries_however_many_kinds_of_record_there_are(anybody: Actor, django_assert_num_queries: Any) -> None:
    make(anybody, "organisation", name="Harbour Council", kind="client")
    index()
    with django_assert_num_queries(2):
        find(anybody, "harbour")


def test_the_index_is_made_anew_from_the_records(anybody: Actor) -> None:
    make(anybody, "organisation", name="Harbour Council", kind="client")
    index()
    SearchEntry.objects.all().delete()
    assert rebuild() >= 1 and titles(anybody, "harbour") == ["Harbour Council"]
    assert follow() == 0


@pytest.mark.parametrize("words", ["straße", "łódź", "محمد", "東京"])
def test_words_of_other_scripts_are_found(anybody: Actor, words: str) -> None:
    make(anybody, "organisation", name=f"{words} Council", kind="client")
    index()
    assert titles(anybody, words) == [f"{words} Council"]
    assert entity("organisation").by_name["name"].searched


def test_all_that_is_found_comes_in_pages_counted_by_kind_each_record_once(anybody: Actor, django_assert_num_queries: Any) -> None:
    keys = [make(anybody, "organisation", name=f"Harbour {number}", kind="client") for number in range(5)]
    make(anybody, "contact", name="Priya Harbour", organisation=keys[0])
    make(anybody, "account", name="Harbour Master", email="harbour@example.org", kind="person")  # two entries: one of them masked
    index()
    with django_assert_num_queries(2):
        first = search(anybody, "harb", limit=4)
    assert (first.count, first.kinds) == (7, (("organisation", 5), ("account", 1), ("contact", 1)))
    rest = search(anybody, "harb", limit=4, offset=4)
    assert len({(hit.entity, hit.record) for hit in (*first.hits, *rest.hits)}) == 7 and len(rest.hits) == 3
    assert first.hits[0].title.startswith("Harbour")
    of_kind = search(anybody, "harb", kind=entity("contact"))
    assert (of_kind.count, [hit.title for hit in of_kind.hits], len(of_kind.kinds)) == (1, ["Priya Harbour"], 3)
    assert search(anybody, "harb", offset=100).hits == () and search(anybody, " ").count == 0


def test_of_what_half_the_house_holds_the_latest_and_the_best_are_looked_at_and_that_there_is_more_is_said(
    anybody: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("milepost.kernel.search.find"), "MOST_RANKED", 3)
    make(anybody, "organisation", name="Harbour", kind="client")
    for pier in ("East", "West", "North", "South", "Upper", "Lower"):
        make(anybody, "organisation", name=f"Old Harbour {pier}", kind="client")
    make(anybody, "contact", name="Priya Harbour", organisation=make(anybody, "organisation", name="Dock", kind="client"))
    index()
    found = search(anybody, "harbour")
    assert found.more and found.more_kinds and found.hits[0].title == "Harbour"
    assert titles(anybody, "harbour")[0] == "Harbour"
    assert found.count == sum(count for _, count in found.kinds) <= 2 * 4
    contacts = search(anybody, "harbour", kind=entity("contact"))
    assert (contacts.count, contacts.more, contacts.more_kinds) == (1, False, True)
    narrowed = search(anybody, "old harbour east")
    assert (narrowed.count, narrowed.more, narrowed.more_kinds) == (1, False, False)


def test_titles_are_compared_without_case_and_diacritics(anybody: Actor) -> None:
    for name in ("The Łódź Yard", "Łódź Council", "ŁÓDŹ"):
        make(anybody, "organisation", name=name, kind="client")
    index()
    assert titles(anybody, "łódz")[0] == "ŁÓDŹ" and titles(anybody, "łódz")[2] == "The Łódź Yard"


def test_counting_tells_nothing_of_what_is_masked_or_not_theirs(anybody: Actor, staff: Any) -> None:
    mine = make(anybody, "organisation", name="Harbour Council", kind="client")
    make(anybody, "organisation", name="Harbour Trust", kind="client")
    make(anybody, "account", name="Zoe", email="harbour.secret@example.org", kind="person")
    index()
    clerk = staff("Clerk", "organisation.view", "account.view", kind="organisation", scope=mine)
    assert (search(clerk, "harbour").count, search(clerk, "harbour").kinds) == (1, (("organisation", 1),))
    reader = staff("Reader", "account.view")
    assert search(reader, "secret").count == 0 and search(reader, "harbour").count == 0
    assert search(staff("Keeper", "account.view", "account.address"), "secret").count == 1


def test_words_are_marked_where_they_stand_whatever_their_signs() -> None:
    pieces = marked("Łódź council, HARBOUR-master", asked_words("harb lod"))
    assert [piece for piece, on in pieces if on] == ["HARBOUR"]
    assert "".join(piece for piece, _ in pieces) == "Łódź council, HARBOUR-master"
    assert [piece for piece, on in marked("Zürich <b>", asked_words("zur")) if on] == ["Zürich"]
