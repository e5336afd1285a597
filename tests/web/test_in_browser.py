"""Every page in a real browser: nothing axe objects to, no complaint, nothing wider than the screen, light and dark, wide and narrow."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.entity import entities
from tests.conformance_examples import made
from tests.web.axe import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]
PAGES = [
    "/",
    "/organisations/",
    "/organisations/new/",
    "/organisations/ORG-1/",
    "/organisations/ORG-1/edit/",
    "/people/",
    "/people/PER-1/",
    "/leave/",
]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_are_accessible_quiet_and_fit(visit: Any, anybody: Actor, width: int, scheme: str) -> None:
    for one in entities():
        if one.name in ("organisation", "person"):
            made(one, anybody)
    window = visit(width=width, scheme=scheme)
    found = {}
    for path in PAGES:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in PAGES}
