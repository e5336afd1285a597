"""The style guide: every part in every state, from the parts themselves; nothing axe objects to, no complaint, nothing too wide."""

import re
from typing import Any

import pytest
from django.test import Client

from milepost.web.styleguide.page import BASE, SHEETS
from milepost.web.tree import FOLDER
from tests.web.axe import complaints
from tests.web.conftest import logged_in

PAGES = [f"{BASE}{name}/" if name else BASE for name in SHEETS]
TEMPLATES = FOLDER.parent / "templates" / "web"
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_everybody_who_is_logged_in_may_look_at_it_and_nobody_else(path: str, staff: Any) -> None:
    answer = logged_in(staff("Stranger")).get(path)
    assert answer.status_code == 200 and b"Sheets of the style guide" in answer.content
    assert Client().get(path)["Location"].startswith("/log-in/")


@pytest.mark.django_db
def test_a_sheet_that_is_none_is_not_there(client: Client) -> None:
    assert client.get("/styleguide/nothing/").status_code == 404


def test_its_parts_are_those_of_the_pages_and_no_copies() -> None:
    included = set()
    for file in (TEMPLATES / "styleguide").glob("*.html"):
        included |= set(re.findall(r'{% include "web/([^"]+)"', file.read_text("utf-8")))
    wanted = {"field.html", "list_part.html", "record_head.html", "talk.html", "history.html", "form_part.html", "peek.html", "toast.html"}
    assert wanted | {"palette_options.html", "options.html", "trouble.html"} <= included


@pytest.mark.django_db
def test_it_shows_what_there_is(client: Client) -> None:
    shown = {name: client.get(f"{BASE}{name}/" if name else BASE).content.decode() for name in SHEETS}
    sprite = re.findall(r'<symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text("utf-8"))
    assert all(f"icons.svg#{one}" in shown[""] for one in sprite)
    assert all(f"badge {tone}" in shown[""] for tone in ("good", "warn", "bad", "info", "ended"))
    assert 'aria-invalid="true"' in shown["fields"] and shown["fields"].count('class="fault"') >= 5
    assert "data-chosen" in shown["list"] and 'rel="next"' in shown["list"] and 'class="chip"' in shown["list"]
    assert "cannot be asked for so" in shown["list-wrong"] and "match" in shown["list-narrowed"] and "yet" in shown["list-empty"]
    assert shown["charts"].count("<figure") == 7 and 'class="skeleton"' in shown["states"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_in_it_is_inaccessible_loud_or_too_wide(visit: Any, width: int, scheme: str) -> None:
    window = visit(width=width, scheme=scheme)
    found = {}
    for path in PAGES:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in PAGES}
