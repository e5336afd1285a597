"""Keys of one letter: they work on pages, and whoever speaks to their computer turns them off."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.operations import operation_named, perform

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_keys_of_one_sign_are_turned_off_and_on_again_from_the_menu(visit: Any, anybody: Actor) -> None:
    perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client", "country": "GB"})
    window = visit()
    page = window.go("/organisations/")
    row = page.get_by_role("row").filter(has_text="Harbour Council").get_by_role("link").first
    page.keyboard.press("j")
    expect(row).to_be_focused()
    choose(page)
    page.reload()
    for key in ("j", "?", "/", "f"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(row).not_to_be_focused()
    assert page.evaluate("document.activeElement === document.body")
    choose(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Down, up")
    assert window.said == []


def choose(page: Any) -> None:
    """In the dialog of keys, which the menu of the person opens and Esc closes."""
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys of one letter or sign work, on this device").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
