"""A value is edited where it stands: in a list, on the record's page, beside the list; with trouble, by keyboard, without script."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.web.axe import complaints
from tests.web.conftest import Visitor, logged_in

PART = {"HX-Request": "true", "HX-Target": "form#cell", "HX-Current-URL": "http://testserver/organisations/?kind=client"}
ORGANISATION = entity("organisation")
EDITS = ("organisation.view", "organisation.edit")


@pytest.fixture
def some(anybody: Actor) -> list[int]:
    """Three clients."""
    given = [{"name": name, "kind": "client", "country": "GB"} for name in ("Harbour Council", "Northshire Trust", "Quay Housing")]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=given).records]


def now(name: str, key: int) -> Any:
    return ORGANISATION.model._default_manager.values_list(name, flat=True).get(pk=key)


@pytest.mark.django_db
def test_values_of_a_list_are_offered_to_be_edited_to_who_may_and_to_nobody_else(client: Client, staff: Any, some: list[int]) -> None:
    page = client.get("/organisations/").content.decode()
    assert 'data-cell="kind" href="/organisations/ORG-1/cell/kind/"' in page and 'data-cell="parent"' in page
    assert not re.search(r'data-cell="(number|state|is_own|created_at)"', page)
    reader = logged_in(staff("Reader", "organisation.view"))
    assert "data-cell" not in reader.get("/organisations/").content.decode()
    assert "data-cell" not in reader.get("/organisations/ORG-1/").content.decode()


@pytest.mark.django_db
def test_what_is_closed_is_not_offered(client: Client, anybody: Actor, some: list[int]) -> None:
    perform(operation_named("organisation.close"), anybody, on=some[:1], given={"reason": "merged"})
    page = client.get("/organisations/?columns=name,kind").content.decode()
    assert "/organisations/ORG-1/cell/" not in page and "/organisations/ORG-2/cell/" in page
    answer = client.post("/organisations/ORG-1/cell/kind/", {"kind": "supplier", "version": "2"}, headers=PART)
    assert answer.status_code == 409 and "is closed" in answer.content.decode() and now("kind", some[0]) == "client"


@pytest.mark.django_db
def test_the_control_comes_alone_and_saved_it_gives_the_row_and_the_way_back(client: Client, some: list[int]) -> None:
    control = client.get("/organisations/ORG-1/cell/kind/", headers=PART).content.decode()
    assert "<select" in control and "<html" not in control and 'name="version" value="1"' in control
    answer = client.post("/organisations/ORG-1/cell/kind/", {"kind": "supplier", "version": "1", "columns": "name,kind"}, headers=PART)
    text = answer.content.decode()
    assert answer.status_code == 200 and 'data-version="2"' in text and ">Supplier</a>" in text and "<th " in text
    (undo,) = re.findall(r'action="(/undo/[^"]+)"', text)
    assert 'name="back" value="/organisations/?kind=client"' in text
    assert client.post(undo, {"back": "/organisations/?kind=client"})["Location"] == "/organisations/?kind=client"
    assert now("kind", some[0]) == "client"


@pytest.mark.django_db
def test_a_wrong_value_is_told_beside_it_and_stays(client: Client, some: list[int]) -> None:
    answer = client.post("/organisations/ORG-1/cell/country/", {"country": "XX", "version": "1"}, headers=PART)
    text = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in text and 'value="XX"' in text and 'aria-invalid="true"' in text
    assert now("country", some[0]) == "GB"


@pytest.mark.django_db
def test_who_changed_the_same_value_is_told_and_who_changed_another_is_in_nobodys_way(client: Client, staff: Any, some: list[int]) -> None:
    bob = staff("Bob", *EDITS)
    perform(operation_named("organisation.edit"), bob, on=some[:1], given={"reference": "HC-7"})
    sent = {"country": "US", "version": "1"}
    assert client.post("/organisations/ORG-1/cell/country/", sent, headers=PART).status_code == 200
    perform(operation_named("organisation.edit"), bob, on=some[:1], given={"country": "FR"})
    answer = client.post("/organisations/ORG-1/cell/country/", {"country": "DE", "version": "3"}, headers=PART)
    text = answer.content.decode()
    assert answer.status_code == 412 and "Bob changed Country" in text and 'value="DE"' in text and 'name="version" value="4"' in text
    assert now("country", some[0]) == "FR" and now("reference", some[0]) == "HC-7"
    assert client.post("/organisations/ORG-1/cell/country/", {"country": "DE", "version": "4"}, headers=PART).status_code == 200


@pytest.mark.django_db
def test_what_only_the_other_changed_stands_and_who_typed_the_same_is_not_in_the_way(client: Client, staff: Any, some: list[int]) -> None:
    bob, path = staff("Bob", *EDITS), "/organisations/ORG-1/cell/country/"
    perform(operation_named("organisation.edit"), bob, on=some[:1], given={"country": "FR"})
    answer = client.post(path, {"country": "GB", "version": "1"}, headers=PART)
    assert answer.status_code == 200 and "theirs stands" in answer.content.decode() and now("country", some[0]) == "FR"
    assert client.post(path, {"country": "FR", "version": "1"}, headers=PART).status_code == 200
    perform(operation_named("organisation.edit"), bob, on=some[:1], given={"country": "US"})
    perform(operation_named("organisation.edit"), bob, on=some[:1], given={"country": "FR", "reference": "HC-7"})
    assert client.post(path, {"country": "DE", "version": "2"}, headers=PART).status_code == 200
    assert now("country", some[0]) == "DE" and now("reference", some[0]) == "HC-7"


@pytest.mark.django_db
def test_others_may_save_other_values_at_the_very_moment(client: Client, staff: Any, some: list[int], monkeypatch: Any) -> None:
    bob, left = staff("Bob", *EDITS), ["one", "two"]

    def busy(operation: Any, *arguments: Any, **named: Any) -> Any:
        if left:
            perform(operation, bob, on=some[:1], given={"reference": left.pop()})
        return perform(operation, *arguments, **named)

    monkeypatch.setattr("milepost.web.pages.inline.perform", busy)
    answer = client.post("/organisations/ORG-1/cell/country/", {"country": "DE", "version": "1"}, headers=PART)
    assert answer.status_code == 200 and now("country", some[0]) == "DE" and now("reference", some[0]) == "one"


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [PART, {}], ids=["in place", "without script"])
def test_what_was_typed_when_the_session_ended_is_there_again(boss: Actor, some: list[int], headers: dict[str, str]) -> None:
    path = "/organisations/ORG-1/cell/country/"
    text = logged_in(boss).get(path, headers=headers).content.decode()
    (mark,) = re.findall(r'name="once" value="([^"]+)"', text)
    late = Client()
    answer = late.post(path, {"country": "DE", "version": "1", "once": mark}, headers=headers)
    assert path in unquote(answer.headers.get("HX-Redirect") or answer["Location"])
    late.force_login(Account.objects.get(pk=boss.account))
    text = late.get(path).content.decode()
    assert 'value="DE"' in text and 'name="version" value="1"' in text and now("country", some[0]) == "GB"


@pytest.mark.django_db
def test_nobody_edits_what_they_may_not_by_any_address(client: Client, staff: Any, some: list[int]) -> None:
    entries = JournalEntry.objects.count()
    stranger, reader = logged_in(staff("Stranger")), logged_in(staff("Reader", "organisation.view"))
    elsewhere = logged_in(staff("Elsewhere", *EDITS, kind="organisation", scope=some[1]))
    path = "/organisations/ORG-1/cell/kind/"
    for who, status in ((stranger, 404), (reader, 403), (elsewhere, 404)):
        assert who.get(path).status_code == who.post(path, {"kind": "supplier"}).status_code == status
    assert Client().post(path, {"kind": "supplier"})["Location"].startswith("/log-in/")
    assert Client().post(path, {"kind": "supplier"}, headers=PART).status_code == 401
    for name in ("is_own", "state", "number", "version", "nothing"):
        assert client.post(f"/organisations/ORG-1/cell/{name}/", {name: "1"}).status_code == 404, name
    staff("Both", "organisation.view")
    both = logged_in(staff("Both", *EDITS, kind="organisation", scope=some[1]))
    answer = both.post(path, {"kind": "supplier"}, headers=PART)
    assert answer.status_code == 403 and "You may see" in answer.content.decode()
    assert JournalEntry.objects.count() == entries


@pytest.mark.django_db
def test_a_value_that_is_hidden_is_not_there_to_be_edited(staff: Any, anybody: Actor) -> None:
    account = staff("Somebody")
    admin = logged_in(staff("Admin", "account.view", "account.edit"))
    assert admin.get(f"/accounts/{account.account}/cell/name/").status_code == 200
    assert admin.get(f"/accounts/{account.account}/cell/email/").status_code == 404


@pytest.mark.django_db
def test_without_script_it_is_a_page_with_that_one_control(client: Client, some: list[int]) -> None:
    page = client.get("/organisations/ORG-2/cell/reference/").content.decode()
    assert page.count('class="input"') == 1 and "Their reference" in page
    answer = client.post("/organisations/ORG-2/cell/reference/", {"reference": "N-4", "version": "1"})
    assert answer["Location"] == "/organisations/ORG-2/" and now("reference", some[1]) == "N-4"


@pytest.mark.django_db
def test_a_list_to_be_edited_takes_as_many_queries_as_one_to_be_read(
    client: Client, some: list[int], staff: Any, django_assert_max_num_queries: Any
) -> None:
    reads, edits = logged_in(staff("Reads", "organisation.view")), logged_in(staff("Edits", *EDITS))
    for one in (reads, edits):
        one.get("/organisations/")
    with django_assert_max_num_queries(12) as counted:
        reads.get("/organisations/")
    with django_assert_max_num_queries(len(counted)):
        edits.get("/organisations/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_list_is_edited_by_keyboard_and_the_focus_stays(visit: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/")
    page.keyboard.press("j")
    page.keyboard.press("e")
    row = page.get_by_role("row").filter(has_text="Harbour Council")
    expect(row.get_by_label("Kind", exact=True)).to_be_focused()
    assert complaints(page) == []
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Supplier")).to_be_focused()
    expect(page.get_by_role("status").last).to_contain_text("Kind saved")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    expect(row.get_by_label("Country")).to_be_focused()
    page.keyboard.type("XX")
    page.keyboard.press("Enter")
    expect(row.get_by_role("alert")).to_be_visible()
    expect(row.get_by_label("Country")).to_have_value("XX")
    assert complaints(page) == []
    page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="GB")).to_be_focused()
    assert (now("kind", some[0]), now("country", some[0])) == ("supplier", "GB")
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_leaving_a_value_saves_it_and_a_click_on_the_next_goes_on(visit: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/")
    row = page.get_by_role("row").filter(has_text="Northshire Trust")
    row.get_by_role("button", name="GB").click()
    row.get_by_label("Country").fill("FR")
    row.get_by_role("button", name="Client").click()
    expect(row.get_by_role("button", name="FR")).to_be_visible()
    row.get_by_label("Kind", exact=True).select_option("supplier")
    page.get_by_role("heading", name="Organisations", level=1).click()
    expect(row.get_by_role("button", name="Supplier")).to_be_visible()
    assert (now("country", some[1]), now("kind", some[1])) == ("FR", "supplier")
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_record_is_edited_where_its_details_stand_and_the_page_follows(visit: Any, some: list[int]) -> None:
    window: Visitor = visit(scheme="dark")
    page = window.go("/organisations/ORG-3/")
    page.get_by_role("button", name="Their reference: empty, edit").click()
    page.keyboard.type("QH-1")
    assert complaints(page, only_dark=True) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="QH-1")).to_be_focused()
    expect(page.locator("#history")).to_contain_text("QH-1")
    page.get_by_role("button", name="Part of: empty, edit").click()
    page.keyboard.type("harb")
    page.get_by_role("option", name="Harbour Council").click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Harbour Council").first).to_be_visible()
    assert now("parent", some[2]) == some[0] and now("reference", some[2]) == "QH-1"
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_stays_when_somebody_was_quicker_or_the_server_is_away(visit: Any, staff: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/")
    row = page.get_by_role("row").filter(has_text="Quay Housing")
    row.get_by_role("button", name="GB").click()
    row.get_by_label("Country").fill("FR")
    perform(operation_named("organisation.edit"), staff("Bob", *EDITS), on=some[2:], given={"country": "DE"})
    page.keyboard.press("Enter")
    expect(row.get_by_role("alert")).to_contain_text("Bob changed Country")
    expect(row.get_by_label("Country")).to_have_value("FR")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("still here")
    expect(row.get_by_label("Country")).to_have_value("FR")
    page.context.set_offline(False)
    row.get_by_label("Country").press("Enter")
    expect(row.get_by_role("button", name="FR")).to_be_visible()
    assert now("country", some[2]) == "FR"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_panel_follows_the_rows_is_edited_and_gives_the_focus_back(visit: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    panel = page.locator("#peek")
    expect(panel.get_by_role("heading", name="Harbour Council")).to_be_focused()
    page.keyboard.press("j")
    expect(panel.get_by_role("heading", name="Northshire Trust")).to_be_focused()
    assert complaints(page) == []
    panel.get_by_role("button", name="Client").click()
    panel.get_by_label("Kind", exact=True).select_option("supplier")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Supplier")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    row = page.get_by_role("row").filter(has_text="Northshire Trust")
    expect(row.get_by_role("button", name="Supplier")).to_be_visible()
    expect(row.get_by_role("link", name="Northshire Trust")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Look at the row beside the list")
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_escape_in_a_value_of_the_panel_leaves_the_value_and_not_the_panel(visit: Any, some: list[int]) -> None:
    page = visit().go("/organisations/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    panel = page.locator("#peek")
    panel.get_by_role("button", name="GB").click()
    expect(panel.get_by_label("Country")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel.get_by_role("button", name="GB")).to_be_focused()
    expect(panel).to_be_visible()
    expect(panel.get_by_role("link", name="Open")).to_have_attribute("href", "/organisations/ORG-1/")
