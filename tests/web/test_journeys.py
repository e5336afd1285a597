"""What people do at the pages, in a real browser: by mouse, by keyboard, with trouble."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow
from tests.web.axe import complaints
from tests.web.conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clients(anybody: Actor) -> list[int]:
    """Three organisations."""
    given = [{"name": name, "kind": "client"} for name in ("Harbour Council", "Northshire Trust", "Quay Housing")]
    made = perform(operation_named("organisation.create"), anybody, given=given).records
    seal()
    follow()
    return [record.pk for record in made]


def test_somebody_logs_in_is_told_a_wrong_password_and_comes_to_the_page_they_wanted(visit: Any, boss: Actor, clients: list[int]) -> None:
    window: Visitor = visit(actor=None)
    page = window.go("/organisations/")
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Organisations", level=1)).to_be_visible()


def test_a_record_is_changed_in_a_dialog_and_the_page_says_so(visit: Any, clients: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/ORG-1/")
    page.get_by_role("link", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit Harbour Council")
    expect(dialog).to_be_visible()
    assert complaints(page) == []
    dialog.get_by_label("Name", exact=True).fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("This is needed and was left empty.")).to_be_visible()
    dialog.get_by_label("Name", exact=True).fill("Harbour City Council")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour City Council", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("saved")
    assert window.said == []


def test_who_saves_over_somebody_elses_change_is_told_and_keeps_what_they_typed(visit: Any, anybody: Actor, clients: list[int]) -> None:
    page = visit().go("/organisations/ORG-1/")
    page.get_by_role("link", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Notes").fill("Invoices go to Bristol.")
    perform(operation_named("organisation.edit"), anybody, on=[clients[0]], given={"reference": "HC-7"})
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Their reference")
    expect(dialog.get_by_label("Notes")).to_have_value("Invoices go to Bristol.")
    expect(dialog.get_by_label("Their reference")).to_have_value("HC-7")
    expect(dialog.get_by_role("status")).to_contain_text("HC-7")
    assert complaints(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("saved")
    row = entity("organisation").model._default_manager.get(pk=clients[0])
    assert (row.reference, row.notes) == ("HC-7", "Invoices go to Bristol.")


def test_a_list_goes_by_keyboard_from_row_to_peek_to_a_change_of_several(visit: Any, clients: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Harbour Council")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("2 chosen")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Why").fill("merged")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Closed")).to_have_count(2)
    assert window.said == []


def test_the_palette_goes_makes_and_finds(visit: Any, clients: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("quay")
    expect(page.get_by_role("option", name="Quay Housing")).to_be_visible()
    assert complaints(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quay Housing", level=1)).to_be_visible()
    assert window.said == []


def test_a_reference_is_found_by_typing_and_a_wrong_one_is_told(visit: Any, clients: list[int]) -> None:
    page = visit().go("/contacts/new/")
    page.get_by_label("Name", exact=True).fill("Priya Nair")
    page.get_by_label("Organisation").fill("north")
    page.get_by_role("option", name="Northshire Trust").click()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Priya Nair", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Northshire Trust")).to_be_visible()


def test_everything_works_without_script(visit: Any, clients: list[int]) -> None:
    page = visit(script=False).go("/organisations/ORG-2/edit/")
    page.get_by_label("Name", exact=True).fill("Northshire NHS Trust")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Northshire NHS Trust", level=1)).to_be_visible()
    page.get_by_label("Write a comment").fill("Met on Monday.")
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Met on Monday.")).to_be_visible()
    assert entity("organisation").model._default_manager.filter(name="Northshire NHS Trust").exists()


def test_dark_is_kept_for_the_next_page(visit: Any) -> None:
    page = visit().go("/")
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_what_was_done_is_taken_back_from_the_message(visit: Any, clients: list[int]) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/ORG-3/")
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill("Bath Housing")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Bath Housing", level=1)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Quay Housing", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert complaints(page) == [] and window.said == []
