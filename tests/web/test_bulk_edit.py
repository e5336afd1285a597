"""Several records at once: chosen, filled in, looked at as what follows, done whole or not at all, and taken back whole."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.html import escape
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform
from milepost.web.pages import chosen
from tests.web.axe import complaints
from tests.web.conftest import Visitor, logged_in

DO = "/organisations/do/edit/"
ORGANISATION = entity("organisation")
EDITS = ("organisation.view", "organisation.edit")


@pytest.fixture
def some(anybody: Actor) -> list[int]:
    """Three clients and a supplier."""
    kinds = {"Harbour Council": "client", "Northshire Trust": "client", "Quay Housing": "client", "Yard Cables": "supplier"}
    given = [{"name": name, "kind": kind, "country": "GB"} for name, kind in kinds.items()]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=given).records]


def packed(keys: list[int], version: int = 1) -> str:
    return ",".join(f"{key}:{version}" for key in keys)


def kinds() -> list[str]:
    return list(ORGANISATION.model._default_manager.order_by("pk").values_list("kind", flat=True))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]))


@pytest.mark.django_db
def test_the_form_asks_for_what_can_be_edited_and_tells_what_differs(client: Client, some: list[int]) -> None:
    page = client.get(DO, {"chosen": some, "back": "/organisations/?order=name"}).content.decode()
    assert "Edit 4 organisations" in page and f'name="records" value="{packed(some)}"' in page
    assert re.findall(r'name="change" value="(\w+)"', page) == ["kind", "parent", "reference", "country", "notes"]
    assert "(several values now)" in page and 'value="GB"' in page
    assert 'href="/organisations/?order=name"' in page


@pytest.mark.django_db
def test_what_follows_is_told_before_anything_is_changed(client: Client, some: list[int]) -> None:
    given = {"records": packed(some), "change": ["kind", "country"], "kind": "supplier", "country": "US", "reference": "not ticked"}
    answer = client.post(DO, given | {"step": "preview"})
    told = text(answer)
    assert answer.status_code == 200 and "Change 4 organisations?" in told
    assert "Supplier Now: 3 × Client; 1 is so already" in told and "US Now: 4 × GB" in told and "not ticked" not in told
    assert kinds() == ["client"] * 3 + ["supplier"] and JournalEntry.objects.filter(operation="organisation.edit").count() == 0


@pytest.mark.django_db
def test_only_what_is_ticked_changes_in_one_deed_that_is_taken_back_whole(client: Client, some: list[int]) -> None:
    given = {
        "records": packed(some),
        "change": "kind",
        "kind": "supplier",
        "country": "US",
        "step": "do",
        "back": "/organisations/?order=name",
    }
    answer = client.post(DO, given)
    assert answer["Location"] == "/organisations/?order=name" and kinds() == ["supplier"] * 4
    entries = JournalEntry.objects.filter(operation="organisation.edit")
    assert entries.count() == 3 and len({entry.batch for entry in entries}) == 1
    assert set(ORGANISATION.model._default_manager.values_list("country", flat=True)) == {"GB"}
    page = client.get(answer["Location"]).content.decode()
    (undo,) = re.findall(r'action="(/undo/[^"]+)"', page)
    assert "4 organisations changed" in page
    client.post(undo, {"back": "/organisations/"})
    assert kinds() == ["client"] * 3 + ["supplier"]


@pytest.mark.django_db
def test_nothing_ticked_a_wrong_value_and_nothing_chosen_are_told(client: Client, some: list[int]) -> None:
    answer = client.post(DO, {"records": packed(some), "kind": "supplier", "step": "preview"})
    assert answer.status_code == 422 and "Tick what is to change" in text(answer)
    answer = client.post(DO, {"records": packed(some), "change": "country", "country": "XX", "step": "do"})
    assert answer.status_code == 422
    answer = client.post(DO, {"records": packed(some), "change": "country", "country": "XX", "step": "preview"})
    assert answer.status_code == 422 and 'value="XX"' in answer.content.decode() and 'aria-invalid="true"' in answer.content.decode()
    for sent in ({}, {"chosen": "nonsense"}, {"records": "1,2;3:x"}, {"chosen": "987654"}):
        answer = client.get(DO, sent)
        assert answer.status_code == 422 and "No organisations are chosen" in text(answer), sent
    assert kinds() == ["client"] * 3 + ["supplier"]


@pytest.mark.django_db
def test_each_record_that_is_in_the_way_is_named_and_can_be_left_out(client: Client, anybody: Actor, some: list[int]) -> None:
    perform(operation_named("organisation.close"), anybody, on=some[:1], given={"reason": "merged"})
    perform(operation_named("organisation.edit"), anybody, on=some[1:2], given={"reference": "N-1"})
    given = {"records": f"{some[0]}:2,{packed(some[1:])}", "change": "kind", "kind": "department"}
    for step in ("preview", "do"):
        answer = client.post(DO, given | {"step": step})
        told = text(answer)
        assert answer.status_code == 409 and "2 records are in the way" in told
        assert "Harbour Council" in told and "is closed" in told and "changed Their reference" in told
        assert kinds() == ["client"] * 3 + ["supplier"]
    without = re.findall(r'name="without" value="(\d+)"', answer.content.decode())
    assert without == [str(some[0]), str(some[1])] and "go on with 2" in told
    answer = client.post(DO, given | {"step": "preview", "without": without})
    assert "Change 2 organisations?" in text(answer) and packed(some[2:]) in answer.content.decode()


@pytest.mark.django_db
def test_all_that_match_are_chosen_up_to_what_is_done_at_once(client: Client, some: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    sent = {"matching": "yes", "asks": "kind=client&order=-name", "chosen": some[0]}
    assert "Edit 3 organisations" in text(client.get(DO, sent))
    monkeypatch.setattr(chosen, "MOST", 2)
    answer = client.get(DO, sent)
    assert answer.status_code == 422 and "3 organisations match; at most 2 are changed at once" in text(answer)
    answer = client.get(DO, {"matching": "yes", "asks": "colour=red"})
    assert answer.status_code == 422 and "there is no filter" in text(answer)


@pytest.mark.django_db
def test_after_an_operation_on_several_the_list_is_there_as_it_was(client: Client, some: list[int]) -> None:
    list_as_it_was = "/organisations/?kind=client&order=-name"
    path = f"/organisations/do/close/?{urlencode({'chosen': some[0], 'asks': 'kind=client', 'back': list_as_it_was})}"
    form = client.get(path).content.decode()
    assert f'href="{escape(list_as_it_was)}" data-close' in form and f'action="{escape(path)}"' in form
    answer = client.post(path, {"chosen": str(some[0]), "reason": "merged"})
    assert answer.status_code == 302 and answer["Location"] == list_as_it_was
    for elsewhere in ("https://evil.example/", "//evil.example/", ""):
        asked = urlencode({"chosen": some[1], "back": elsewhere})
        assert not re.search(r'(href|action)="[^"?]*evil', client.get(f"/organisations/do/close/?{asked}").content.decode())
        answer = client.post(f"/organisations/do/close/?{asked}", {"chosen": str(some[1]), "reason": "merged"})
        assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.django_db
def test_pressed_twice_it_is_done_once(client: Client, some: list[int]) -> None:
    given = {"records": packed(some), "change": "kind", "kind": "supplier"}
    (mark,) = re.findall(r'name="once" value="([^"]+)"', client.post(DO, given | {"step": "preview"}).content.decode())
    for _ in range(2):
        assert client.post(DO, given | {"step": "do", "once": mark}).status_code == 302
    assert JournalEntry.objects.filter(operation="organisation.edit").count() == 3


@pytest.mark.django_db
def test_nobody_changes_several_that_they_could_not_change_one_by_one(client: Client, staff: Any, some: list[int]) -> None:
    given = {"records": packed(some), "change": "kind", "kind": "department", "step": "do"}
    assert logged_in(staff("Stranger")).post(DO, given).status_code == 403
    assert logged_in(staff("Reader", "organisation.view")).post(DO, given).status_code == 403
    assert Client().post(DO, given)["Location"].startswith("/log-in/")
    staff("Part", *EDITS, kind="organisation", scope=some[0])
    answer = logged_in(staff("Part", "organisation.view")).post(DO, given)
    assert answer.status_code == 409 and "You may see" in text(answer)
    one = logged_in(staff("One", *EDITS, kind="organisation", scope=some[0]))
    assert one.post(DO, given).status_code == 302  # what they cannot see is not among what they chose
    assert kinds() == ["department", "client", "client", "supplier"]


@pytest.mark.django_db
def test_a_value_that_is_hidden_on_one_of_them_is_not_asked_for(staff: Any) -> None:
    keys = [staff(name).account for name in ("Ann", "Bob")]
    page = logged_in(staff("Admin", "account.view", "account.edit")).get("/accounts/do/edit/", {"chosen": keys}).content.decode()
    assert re.findall(r'name="change" value="(\w+)"', page)[:1] and 'value="email"' not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_rows_are_chosen_edited_together_and_put_back(visit: Any, some: list[int], width: int, scheme: str) -> None:
    window: Visitor = visit(width=width, scheme=scheme)
    page = window.go("/organisations/?kind=client")
    for name in ("Harbour Council", "Quay Housing"):
        page.get_by_label(f"Choose {name}").check()
    expect(page.get_by_text("2 chosen")).to_be_visible()
    assert complaints(page, only_dark=True) == []
    page.get_by_role("button", name="Edit…").click()
    page.get_by_label("Country", exact=True).fill("FR")
    expect(page.get_by_label("Change Country")).to_be_checked()
    assert complaints(page, only_dark=True) == []
    page.get_by_role("button", name="Look at what follows").click()
    expect(page.get_by_role("heading", name="Change 2 organisations?")).to_be_visible()
    assert complaints(page, only_dark=True) == []
    page.get_by_role("button", name="Change 2 organisations").click()
    expect(page.get_by_role("status").last).to_contain_text("2 organisations changed")
    assert page.url.endswith("?kind=client")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").last).to_contain_text("Undone")
    assert set(ORGANISATION.model._default_manager.values_list("country", flat=True)) == {"GB"}
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_before_the_script_has_come_is_changed_all_the_same(visit: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.page
    held: list[Any] | None = []
    page.route("**/js/*.js", lambda route: held.append(route) if held is not None else route.continue_())
    page.goto(f"{window.base}/organisations/do/edit/?chosen={some[0]}&chosen={some[1]}", wait_until="commit")
    page.get_by_label("Country", exact=True).fill("FR")
    expect(page.get_by_label("Change Country")).not_to_be_checked()
    waited, held = held, None
    for route in waited:
        route.continue_()
    expect(page.get_by_label("Change Country")).to_be_checked()
    expect(page.get_by_label("Change Kind")).not_to_be_checked()
