"""Saved views at the pages: the chooser, what a list begins with, columns and filters, with script and without."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.models import Account, SavedView
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.views import DEFAULT, MODERATE, SHARE
from tests.web.axe import complaints
from tests.web.conftest import Visitor, logged_in

KEEP = ("saved-view.view", "saved-view.create", "saved-view.edit", "saved-view.delete", "organisation.view")


@pytest.fixture
def some(anybody: Actor) -> list[int]:
    """Two clients and a supplier."""
    given = [
        {"name": name, "kind": kind}
        for name, kind in (("Harbour Council", "client"), ("Quay Housing", "client"), ("Cable Works", "supplier"))
    ]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=given).records]


def keep(actor: Actor, name: str, query: str, **more: Any) -> int:
    given = {"entity": "organisation", "name": name, "query": query, **more}
    return perform(operation_named("saved-view.create"), actor, given=given).records[0].pk


def names(answer: Any) -> list[str]:
    """What the list shows."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', answer.content.decode())


@pytest.mark.django_db
def test_a_view_is_kept_from_what_the_list_is_asked_and_asks_it_again(client: Any, boss: Actor, some: list[int]) -> None:
    page = client.get("/organisations/?kind=client&order=-name").content.decode()
    assert "Unsaved view" in page and "/views/new/?of=organisation&amp;asked=kind%3Dclient%26order%3D-name" in page
    answer = client.post("/views/new/?of=organisation&asked=kind%3Dclient%26order%3D-name", {"name": "Clients"})
    view = SavedView.objects.get()
    assert answer["Location"] == f"/organisations/?view={view.pk}" and view.account_id == boss.account and not view.shared
    shown = client.get(answer["Location"])
    assert names(shown) == ["Quay Housing", "Harbour Council"] and 'class="changed"' not in shown.content.decode()


@pytest.mark.django_db
def test_a_view_without_a_name_or_with_one_that_is_taken_is_told(client: Any, boss: Actor, some: list[int]) -> None:
    keep(boss, "Clients", "kind=client")
    for name, told in (("", "This is needed and was left empty"), ("clients", "a view of this name here already")):
        answer = client.post("/views/new/?of=organisation&asked=", {"name": name})
        assert answer.status_code == 422 and told in answer.content.decode()
    assert client.post("/views/new/?of=unicorn&asked=", {"name": "x"}).status_code == 404
    answer = client.post("/views/new/?of=organisation&asked=colour%3Dred", {"name": "Red"})
    assert answer.status_code == 422 and "there is no filter &#x27;colour&#x27;" in answer.content.decode()


@pytest.mark.django_db
def test_the_address_says_whether_a_view_was_changed_and_the_change_is_kept(client: Any, boss: Actor, some: list[int]) -> None:
    key = keep(boss, "Clients", "kind=client")
    changed = client.get(f"/organisations/?view={key}&kind=supplier").content.decode()
    assert 'class="changed"' in changed and "Save the changes to this view" in changed and "Reset to the view" in changed
    client.post(f"/views/{key}/save/", {"asked": "kind=supplier", "version": "1"})
    assert names(client.get(f"/organisations/?view={key}")) == ["Cable Works"]
    stale = client.post(f"/views/{key}/save/", {"asked": "kind=client", "version": "1"})
    assert stale.status_code == 412 and "changed What it asks" in stale.content.decode()


@pytest.mark.django_db
def test_a_list_begins_with_the_default_and_everything_is_one_step_away(client: Any, boss: Actor, some: list[int]) -> None:
    key = keep(boss, "Suppliers", "kind=supplier")
    assert client.post(f"/views/{key}/default/", {"version": "1"}).status_code == 302
    begun = client.get("/organisations/")
    assert names(begun) == ["Cable Works"] and "/organisations/?view=all" in begun.content.decode()
    assert len(names(client.get("/organisations/?view=all"))) == 3
    assert len(names(client.get("/organisations/?kind=client"))) == 2
    # The last filter is removed: the view is left, not asked again.
    (without,) = re.findall(r'class="chip">.*?<a href="([^"]+)"', begun.content.decode())
    assert len(names(client.get(without.replace("&amp;", "&")))) == 3
    client.post(f"/views/{key}/usual/", {})
    assert len(names(client.get("/organisations/"))) == 3


@pytest.mark.django_db
def test_a_shared_view_is_made_the_default_for_everybody_and_the_menu_says_whose_comes_first(
    boss: Actor, staff: Any, some: list[int]
) -> None:
    key = keep(boss, "Suppliers", "kind=supplier", shared=True)
    mia, bob = logged_in(staff("Mia", *KEEP, DEFAULT, MODERATE)), logged_in(staff("Bob", *KEEP))
    offered = "Make it the default for everybody"
    assert offered in mia.get(f"/organisations/?view={key}").content.decode()
    assert offered not in bob.get(f"/organisations/?view={key}").content.decode()
    assert bob.post(f"/views/{key}/default/").status_code == 403
    assert len(names(bob.get("/organisations/"))) == 3
    mia.post(f"/views/{key}/default/", {"version": "1"})
    page = bob.get("/organisations/")
    assert names(page) == ["Cable Works"] and "default for everybody" in page.content.decode()
    assert "It begins with “Suppliers” for you. Your own default comes first, then that for everybody." in page.content.decode()
    bob.post("/views/new/?of=organisation&asked=kind%3Dclient", {"name": "Clients", "is_default": "on"})
    page = bob.get("/organisations/").content.decode()
    assert "It begins with “Clients” for you" in page and "your default" in page


@pytest.mark.django_db
def test_views_are_shared_renamed_and_deleted_by_whom_they_belong_to(client: Any, boss: Actor, staff: Any, some: list[int]) -> None:
    key = keep(boss, "Clients", "kind=client")
    bob = logged_in(staff("Bob", *KEEP))
    for path in (f"/organisations/?view={key}", f"/views/{key}/rename/", f"/saved-views/{key}/"):
        assert bob.get(path).status_code == 404, path
    client.post(f"/views/{key}/share/", {})
    shared = bob.get(f"/organisations/?view={key}").content.decode()
    assert "Shared with you" in shared and "Rename…" not in shared and "Copy this view…" in shared
    for deed in ("save", "rename", "delete", "keep", "default"):
        assert bob.post(f"/views/{key}/{deed}/", {"name": "Bob's", "asked": ""}).status_code == 403, deed
    assert SavedView.objects.get().name == "Clients"
    client.post(f"/views/{key}/rename/", {"name": "Our clients"})
    assert SavedView.objects.get().name == "Our clients"
    assert "Everybody who uses it loses it" in client.get(f"/views/{key}/delete/").content.decode()
    assert client.post(f"/views/{key}/delete/").status_code == 302 and not SavedView.objects.exists()


@pytest.mark.django_db
def test_what_one_may_not_do_with_views_is_not_offered_and_not_done(staff: Any, some: list[int]) -> None:
    from django.test import Client

    ann = staff("Ann", *KEEP)
    key = keep(ann, "Clients", "kind=client")
    own = logged_in(ann).get(f"/organisations/?view={key}").content.decode()
    assert "Make it my default" in own and "Share it" not in own
    assert logged_in(ann).post(f"/views/{key}/share/").status_code == 403
    stranger, reader = logged_in(staff("Stranger")), logged_in(staff("Reader", "organisation.view"))
    assert 'id="views"' in reader.get("/organisations/").content.decode()
    for client, status in ((stranger, 404), (reader, 404)):
        assert client.post(f"/views/{key}/save/", {"asked": ""}).status_code == status
    assert reader.post("/views/new/?of=organisation&asked=", {"name": "x"}).status_code == 403
    assert Client().get(f"/views/{key}/rename/")["Location"].startswith("/log-in/")
    moderator = logged_in(staff("Mia", *KEEP, SHARE, DEFAULT, MODERATE))
    assert moderator.post(f"/views/{key}/save/", {"asked": ""}).status_code == 404


@pytest.mark.django_db
def test_columns_are_chosen_and_moved_without_script(client: Any, some: list[int]) -> None:
    ticked = "columns=name&columns=kind&columns=country"
    assert client.get(f"/organisations/?kind=client&{ticked}")["Location"] == "/organisations/?kind=client&columns=name,kind,country"
    moved = client.get(f"/organisations/?{ticked}&up=country")["Location"]
    assert moved == "/organisations/?columns=name,country,kind"
    heads = re.findall(r'<th scope="col"[^>]*><a[^>]*>([^<]+)', client.get(moved).content.decode())
    assert heads == ["Name", "Country", "Kind"]
    assert client.get(f"/organisations/?{ticked}&down=kind")["Location"] == "/organisations/?columns=name,country,kind"


@pytest.mark.django_db
def test_the_filter_menu_keeps_what_it_has_no_control_for(client: Any, some: list[int]) -> None:
    page = client.get("/organisations/?kind__not=supplier&order=-name&search=o&columns=name").content.decode()
    (form,) = re.findall(r'id="filters">.*?<form(.*?)</form>', page, flags=re.DOTALL)
    for name, value in (("kind__not", "supplier"), ("order", "-name"), ("search", "o"), ("columns", "name")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    (search,) = re.findall(r'<form class="search"(.*?)</form>', page, flags=re.DOTALL)
    assert 'name="kind__not" value="supplier"' in search


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en-gb", "3/11/2026", "3 Nov 2026"),
        ("en-gb", "3 Nov 2026", "3 Nov 2026"),
        ("en-gb", "2026-11-03", "3 Nov 2026"),
        ("en-us", "11/3/2026", "11/03/2026"),
    ],
)
def test_a_day_that_is_typed_into_a_filter_is_the_same_day_to_everybody(boss: Actor, language: str, typed: str, told: str) -> None:
    Account.objects.filter(pk=boss.account).update(language=language)
    client = logged_in(boss)
    answer = client.get("/people/", {"joined_on__gte": typed, "order": "name"}, follow=True)
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else "/people/?joined_on__gte=2026-11-03&order=name"
    assert address == "/people/?joined_on__gte=2026-11-03&order=name"
    page = answer.content.decode()
    assert f"<b>{told}</b>" in page and 'name="joined_on__gte" value="2026-11-03"' in page
    wrong = client.get("/people/", {"joined_on__gte": "soon"})
    assert wrong.status_code == 200 and b"This list cannot be asked for so" in wrong.content and b"soon" in wrong.content


@pytest.mark.django_db
def test_views_cost_a_list_one_query(client: Any, boss: Actor, some: list[int], django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        keep(boss, f"View {number}", "kind=client", is_default=number == 3)
    client.get("/organisations/")
    with django_assert_max_num_queries(12):
        client.get("/organisations/")


AS_KEPT = re.compile(r"/organisations/\?view=\d+$")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_view_is_made_changed_and_put_back_by_keyboard(visit: Any, some: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/?kind=client")
    page.keyboard.press("v")
    page.get_by_role("link", name="Save as a view…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Clients")
    assert complaints(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(AS_KEPT)  # with its script: until then there are no keys
    expect(page.locator("#views > summary")).to_have_attribute("aria-label", "View: Clients")
    page.get_by_role("link", name="Name", exact=True).click()
    page.wait_for_url(re.compile(r"order=-?name"))
    expect(page.locator("#views .changed")).to_be_visible()
    page.keyboard.press("v")
    assert complaints(page) == []
    page.get_by_role("link", name="Reset to the view").click()
    page.wait_for_url(AS_KEPT)
    expect(page.locator("#views .changed")).to_have_count(0)
    page.keyboard.press("v")
    with page.expect_navigation():
        page.get_by_role("button", name="Make it my default").click()
    expect(page.get_by_role("status").last).to_contain_text("begins with")
    page = window.go("/organisations/")
    expect(page.locator("#views > summary")).to_have_attribute("aria-label", "View: Clients")
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_columns_are_moved_by_keyboard_and_stay_in_the_view(visit: Any, boss: Actor, some: list[int]) -> None:
    key = keep(boss, "Clients", "kind=client")
    window: Visitor = visit(scheme="dark")
    page = window.go(f"/organisations/?view={key}")
    page.keyboard.press("w")
    up = page.get_by_role("button", name="Move Country up")
    up.focus()
    for _ in range(2):
        page.keyboard.press("Enter")
    page.get_by_label("Kind", exact=True).last.uncheck()
    assert complaints(page, only_dark=True) == []
    page.locator("[data-columns]").get_by_role("button", name="Show").click()
    expect(page.get_by_role("columnheader").nth(3)).to_have_text("State")
    expect(page.get_by_role("columnheader").nth(4)).to_have_text("Country")
    assert f"view={key}" in page.url and "kind=client" in page.url
    assert window.said == []
