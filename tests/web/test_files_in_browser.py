"""Files and search in a real browser: nothing axe objects to, no complaint, nothing too wide; by keyboard, and without script."""

from pathlib import Path
from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.importing import enqueue_trial
from milepost.kernel.jobs.run import run_one
from milepost.kernel.journal.seal import seal
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow
from tests.web.axe import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]


def filled(boss: Actor) -> None:
    names = [{"name": f"Harbour {number}", "kind": "client", "notes": "Ask for the harbourmaster"} for number in range(3)]
    perform(operation_named("organisation.create"), boss, given=names)
    while seal() or follow():
        pass


def tried(boss: Actor, data: bytes) -> str:
    job = enqueue_trial(boss, "organisation", "clients.csv", data)
    while run_one("tests"):
        pass
    return f"/organisations/import/{job.key}/"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_files_and_search_are_accessible_quiet_and_fit(visit: Any, boss: Actor, width: int, scheme: str) -> None:
    filled(boss)
    bad = tried(boss, b"Name,Kind,Shoe size\n,town,4\nHarbour 1,client,4\n")
    good = tried(boss, b"Number,Name,Kind\n,Bath,client\nORG-1,Harbour 0,client\n")
    window = visit(width=width, scheme=scheme)
    found = {}
    pages = ["/search/", "/search/?q=harb", "/search/?q=nowhere", "/organisations/import/", bad, good]
    for path in pages:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in pages}


def test_a_list_is_exported_by_keyboard_as_it_is_shown(visit: Any, boss: Actor, tmp_path: Path) -> None:
    filled(boss)
    window = visit()
    page = window.go("/contacts/")
    page = window.go("/organisations/?name__contains=1")
    menu = page.locator("summary", has_text="Export")
    menu.focus()
    page.keyboard.press("Enter")
    assert complaints(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_download() as loading:
        page.keyboard.press("Enter")
    file = tmp_path / "list.csv"
    loading.value.save_as(file)
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("number,name,") and len(lines) == 2 and "Harbour 1" in lines[1]
    page.keyboard.press("Escape")
    assert not page.locator("details:has(summary:has-text('Export'))").get_attribute("open") and window.said == []


def test_search_works_without_script(visit: Any, boss: Actor) -> None:
    filled(boss)
    page = visit(script=False).go("/")
    page.locator('a[href="/search/"]').first.click()
    page.fill("#q", "harb 0")
    page.press("#q", "Enter")
    assert page.locator(".found a").all_inner_texts() == ["Harbour 0"]
    page.locator(".found a").click()
    assert page.locator("h1", has_text="Harbour 0").count() == 1
