"""A record's marks and its past in a real browser: by mouse and by keyboard, accessible, light, dark and narrow."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow
from tests.web.axe import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def group(anybody: Actor) -> int:
    """A group that was renamed, beside an organisation to link it with."""
    key = int(perform(operation_named("group.create"), anybody, given={"name": "Night"}).records[0].pk)
    perform(operation_named("group.edit"), anybody, on=[key], given={"name": "Night shift"})
    perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"})
    while seal() or follow():
        pass
    return key


def test_tags_and_links_are_added_and_removed_in_place_and_focus_stays(visit: Any, group: int) -> None:
    window = visit()
    page = window.go(f"/groups/{group}/")
    marks = page.locator("#marks")
    marks.get_by_role("combobox", name="Tag").fill("Key account")
    page.keyboard.press("Enter")
    expect(marks.get_by_text("Key account", exact=True)).to_be_visible()
    expect(marks.get_by_role("combobox", name="Tag")).to_be_focused()
    marks.get_by_text("Link with another record").click()
    marks.get_by_role("combobox", name="the record").fill("harb")
    page.get_by_role("option", name="Harbour Council").click()
    assert complaints(page) == []
    marks.get_by_role("button", name="Link them").click()
    expect(marks.get_by_role("link", name="Harbour Council")).to_be_visible()
    marks.get_by_role("button", name="Remove the tag Key account").click()
    expect(marks.get_by_text("Key account", exact=True)).to_have_count(0)
    marks.get_by_role("button", name="Remove the link with Harbour Council").click()
    expect(marks.get_by_role("link", name="Harbour Council")).to_have_count(0)
    assert complaints(page) == [] and window.said == []
    assert not entity("link").model._default_manager.exists() and not entity("tagging").model._default_manager.exists()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_the_pages_of_its_past_are_accessible_quiet_and_fit(visit: Any, group: int, width: int, scheme: str) -> None:
    window = visit(width=width, scheme=scheme)
    base = f"/groups/{group}/"
    found = {}
    for path in (base, f"{base}?version=1", f"{base}history/", f"{base}compare/?from=1&to=2", f"{base}marks/", f"{base}edit/"):
        found[path] = [*complaints(window.go(path)), *window.said]
        window.said.clear()
    assert found == {path: [] for path in found}


def test_as_it_was_is_reached_from_the_record_and_leads_back(visit: Any, group: int) -> None:
    page = visit().go(f"/groups/{group}/")
    page.get_by_role("link", name="Whole history").click()
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.get_by_role("heading", name="Night", level=1, exact=True)).to_be_visible()
    expect(page.get_by_text("now:", exact=True)).to_be_visible()
    page.get_by_role("link", name="Next version").click()
    expect(page.get_by_text("All of it is still so.")).to_be_visible()
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_role("heading", name="Night shift", level=1)).to_be_visible()


def test_enter_on_a_name_that_was_typed_and_not_chosen_offers_what_is_called_so(visit: Any, group: int) -> None:
    window = visit()
    page = window.go("/contacts/new/")
    page.get_by_label("Name", exact=True).fill("Jo Whitcombe")
    field = page.get_by_role("combobox", name="Organisation")
    field.focus()
    page.keyboard.type("harb")
    page.keyboard.press("Enter")  # sooner than anything is found
    found = page.get_by_role("option", name="Harbour Council")
    expect(found).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == found.get_attribute("id") and page.url.endswith("/contacts/new/")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Harbour Council")
    expect(found).to_have_count(0)
    field.fill("harbour council")
    page.keyboard.press("Enter")  # its only namesake
    expect(field).to_have_value("Harbour Council")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Jo Whitcombe")).to_be_visible()
    page = window.go("/contacts/new/")
    page.get_by_label("Name", exact=True).fill("Nobody")
    field.fill("nothing is called so")
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("nothing is called so")
    assert window.said == []
