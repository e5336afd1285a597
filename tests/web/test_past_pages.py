"""A record's past on the pages: as it was, its history in pages, two versions side by side; and what it is marked with."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.entity import entity
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.web.conftest import logged_in

HX = {"HX-Request": "true", "HX-Target": "section#marks"}


def do(verb: str, actor: Actor, on: int | None = None, of: str = "organisation", **given: Any) -> Any:
    return perform(operation_named(f"{of}.{verb}"), actor, on=[] if on is None else [on], given=given)


@pytest.fixture
def harbour(anybody: Actor, boss: Actor) -> int:
    """Made ten days ago, renamed five days ago, closed now."""
    key = int(do("create", anybody, name="Harbour Council", kind="client").records[0].pk)
    do("edit", boss, key, name="Haven", country="GB", reference="HC-7", notes="Archive")
    for version, days in ((1, 10), (2, 5)):
        JournalEntry.objects.filter(record=key, entity="organisation", version=version).update(at=now() - timedelta(days=days))
    do("close", boss, key, reason="merged")
    return key


def day(ago: int) -> str:
    return (now() - timedelta(days=ago)).date().isoformat()


def test_a_record_is_shown_as_it_was_with_what_it_is_now(client: Client, harbour: int) -> None:
    text = client.get(f"/organisations/ORG-1/?at={day(7)}").content.decode()
    assert "Harbour Council" in text and "Haven" in text and "now:" in text and "Version 1, since" in text
    assert "Active" in text and "HC-7" in text  # as it is now
    text = client.get("/organisations/ORG-1/?version=2").content.decode()
    assert "Version 2" in text and "Harbour Council" not in text
    assert "Back to now" in text


def test_a_day_that_cannot_be_meant_is_told_on_the_page(client: Client, harbour: int) -> None:
    for asked, told in (
        ("at=nonsense", "is no day"),
        (f"at={day(100)}", "There was no organisation"),
        ("at=2199-01-01", "still to come"),
        ("version=99", "the last is 3"),
    ):
        answer = client.get(f"/organisations/ORG-1/?{asked}")
        assert answer.status_code == 422 and told in answer.content.decode(), asked


def test_a_deleted_record_is_shown_to_who_reads_the_journal_and_is_nothing_to_others(
    client: Client, anybody: Actor, staff: Any, harbour: int
) -> None:
    do("reopen", anybody, harbour)
    do("delete", anybody, harbour)
    answer = client.get("/organisations/ORG-1/")
    text = answer.content.decode()
    assert answer.status_code == 410 and "This organisation was deleted" in text and "Haven" in text
    assert "Harbour Council" in client.get(f"/organisations/{harbour}/?at={day(7)}").content.decode()
    assert "deleted it" in client.get("/organisations/ORG-1/history/").content.decode()
    some = logged_in(staff("Carl", "organisation.view", "organisation.edit"))
    for path in (
        "/organisations/ORG-1/",
        f"/organisations/ORG-1/?at={day(7)}",
        "/organisations/ORG-1/history/",
        "/organisations/ORG-1/compare/",
    ):
        answer = some.get(path)
        assert answer.status_code == 404 and "Haven" not in answer.content.decode(), path


def test_a_history_says_in_sentences_who_did_what(client: Client, harbour: int) -> None:
    text = " ".join(client.get("/organisations/ORG-1/history/").content.decode().split())
    for told in (
        "<b>Ann</b> closed",
        "<b>Ann</b> changed Name, Their reference, Country and 1 more",
        "<b>Milepost</b> created it",
        "“merged”",
    ):
        assert told in text, told
    assert "Active" in text and "Closed" in text


def test_it_is_narrowed_down_and_goes_on_in_pages(client: Client, boss: Actor, harbour: int) -> None:
    base = "/organisations/ORG-1/history/"
    assert "created it" not in client.get(f"{base}?who={boss.account}").content.decode()
    assert "changed Name" not in client.get(f"{base}?deed=organisation.close").content.decode()
    only = client.get(f"{base}?field=country").content.decode()
    assert "changed Name" in only and "“merged”" not in only
    assert "Nothing of this kind" in client.get(f"{base}?field=nonsense").content.decode()
    do("reopen", boss, harbour)
    for number in range(60):
        do("edit", boss, harbour, notes=f"Note {number}")
    first = client.get(f"{base}?field=notes")
    assert first.content.decode().count("<li>") >= 50
    older = first.content.decode().split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    second = client.get(f"{base}{older}").content.decode()
    assert "Note 9" in second and "Note 59" not in second and 'rel="next"' not in second


def test_a_long_history_takes_no_more_queries_than_a_short_one(
    client: Client, boss: Actor, harbour: int, django_assert_max_num_queries: Any
) -> None:
    do("reopen", boss, harbour)
    for number in range(30):
        do("edit", boss, harbour, notes=f"Note {number}")
    for path in ("/organisations/ORG-1/history/", "/organisations/ORG-1/?version=2", "/organisations/ORG-1/compare/?from=1&to=9"):
        with django_assert_max_num_queries(25):
            assert client.get(path).status_code == 200


def test_two_versions_stand_side_by_side_what_differs_first(client: Client, harbour: int) -> None:
    text = client.get("/organisations/ORG-1/compare/?from=1&to=2").content.decode()
    rows = text.split("<tbody>")[1].split("<tr")[1:]
    differs = ['class="differs"' in row for row in rows]
    assert any(differs) and not all(differs) and differs == sorted(differs, reverse=True)
    assert "Harbour Council" in rows[0] and "Haven" in rows[0]
    assert client.get("/organisations/ORG-1/compare/?from=7&to=9").status_code == 404


def test_tags_are_put_there_and_taken_away_in_place(client: Client, harbour: int) -> None:
    answer = client.post("/organisations/ORG-1/tags/", {"tag": "Key account"}, headers=HX)
    assert answer.status_code == 200 and "Key account" in answer.content.decode() and "<html" not in answer.content.decode()
    again = client.post("/organisations/ORG-1/tags/", {"tag": "key ACCOUNT"}, headers=HX)
    assert again.status_code == 422 and "has this tag already" in again.content.decode() and 'value="key ACCOUNT"' in again.content.decode()
    assert entity("tag").model._default_manager.count() == 1
    tagging = entity("tagging").model._default_manager.get()
    assert client.post(f"/organisations/ORG-1/tags/{tagging.pk}/remove/")["Location"] == "/organisations/ORG-1/#marks"
    assert not entity("tagging").model._default_manager.exists()
    assert client.post(f"/organisations/ORG-1/tags/{tagging.pk}/remove/", headers=HX).status_code == 422


def test_links_are_made_by_choice_or_by_number_and_seen_from_both_ends(client: Client, anybody: Actor, harbour: int) -> None:
    quay = do("create", anybody, name="Quay Housing", kind="client").records[0].pk
    client.post("/organisations/ORG-1/links/", {"kind": "blocks", "other": "org-2"})
    client.post("/organisations/ORG-1/links/", {"kind": "relates-to", "other": f"organisation:{quay}"})
    assert "Is blocked by" in client.get("/organisations/ORG-2/marks/").content.decode()
    assert "Quay Housing" in client.get("/organisations/ORG-1/marks/").content.decode()
    for wrong in ("", "castle", "organisation:999", "ORG-99", "organisation:x", "secret:1", f"organisation:{harbour}"):
        answer = client.post("/organisations/ORG-1/links/", {"kind": "blocks", "other": wrong}, headers=HX)
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), wrong
    one = entity("link").model._default_manager.first()
    client.post(f"/organisations/ORG-2/links/{one.pk}/remove/")
    assert entity("link").model._default_manager.count() == 1


def test_who_may_only_look_is_offered_nothing_and_can_do_nothing(client: Client, anybody: Actor, staff: Any, harbour: int) -> None:
    client.post("/organisations/ORG-1/tags/", {"tag": "Key account"})
    tagging = entity("tagging").model._default_manager.get().pk
    some = logged_in(staff("Carl", "organisation.view", "tag.view", "tagging.view", "link.view"))
    text = some.get("/organisations/ORG-1/marks/").content.decode()
    assert "Key account" in text and "Tag it" not in text and "Link with" not in text and "Remove the tag" not in text
    entries = JournalEntry.objects.count()
    some.post("/organisations/ORG-1/tags/", {"tag": "Another"})
    some.post(f"/organisations/ORG-1/tags/{tagging}/remove/")
    some.post("/organisations/ORG-1/links/", {"kind": "blocks", "other": "ORG-1"})
    assert JournalEntry.objects.count() == entries
    tagger = logged_in(staff("Dora", "organisation.view", "tag.view", "tagging.view", "tagging.create"))
    assert "there is no tag" in tagger.post("/organisations/ORG-1/tags/", {"tag": "New"}, headers=HX).content.decode().casefold()


def test_records_of_every_kind_are_found_for_a_link_those_one_may_see(client: Client, anybody: Actor, staff: Any, harbour: int) -> None:
    from milepost.kernel.journal.seal import seal
    from milepost.kernel.search import follow

    while seal() or follow():
        pass
    text = client.get("/pick/any/?q=hav").content.decode()
    assert f'data-value="organisation:{harbour}"' in text
    assert "Haven" not in logged_in(staff("Carl", "contact.view")).get("/pick/any/?q=hav").content.decode()
    assert "Type two letters" in client.get("/pick/any/?q=h").content.decode()


def test_undo_brings_a_deleted_record_back_and_leads_to_it_or_says_why_not(
    client: Client, anybody: Actor, boss: Actor, harbour: int
) -> None:
    do("reopen", anybody, harbour)
    page = client.post("/organisations/ORG-1/delete/", {}, follow=True).content.decode()
    batch = page.split('action="/undo/')[1].split("/")[0]
    answer = client.post(f"/undo/{batch}/", {"back": "/organisations/"})
    assert answer["Location"] == "/organisations/ORG-1/" and entity("organisation").model._default_manager.count() == 1
    again = client.post(f"/undo/{batch}/", {"back": "/organisations/"}, follow=True).content.decode()
    assert "Ann took it back already" in again
