"""Every address in a real browser: nothing that axe objects to, no complaint of the browser, nothing wider than the screen, no more
requests than a page may take, whether it is light or dark, wide or as narrow as a phone.

Pages made by hand, and list, record and forms of two entities, are looked at in each way; what else those two have in one way each. Of the
others, which are all made by the same code, each run looks at one in five in one way; MILEPOST_THOROUGH=1 looks at all in all ways.
"""

import re
from typing import Any
from zlib import crc32

import pytest
from playwright.sync_api import Error

from milepost.kernel.access import Actor
from milepost.kernel.journal.seal import seal
from milepost.kernel.search import follow
from tests.security.rules import THOROUGH
from tests.web.axe import complaints
from tests.web.routes import Route, routes, whole_house
from tests.web.weight import REQUESTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]
ALWAYS = ("organisation", "person")
MAIN = ("", "new/", "import/", "<str:key>/", "<str:key>/edit/", "<str:key>/history/")
ONE_IN = 5
ASKED = "performance.getEntriesByType('resource').map((one) => one.initiatorType + ' ' + one.name)"
"""What the browser asked for beside the page, whether or not it had it from the page before."""
OF_THE_BROWSER = 2
"""The page, and its icon, which a browser without a window does not show."""
NO_PAGES = (
    "/palette/",
    "/pick/",
    "/theme/",
    "/undo/",
    "/files/",
    "/views/",
    "/comments/",
    "/log-out/",
    "/documents/style/",
    "/account/sso/",
    "/inbox/badge/",
)
"""Parts of pages, deeds and files."""
NO_PAGES_OF_RECORDS = re.compile(
    r"do/edit/|ask/consequence/|.*/(cell|tags|links|comments|files|marks)/.*|(import|export)/(template/|<str:key>/.*)|export/"
)


def is_always(route: Route) -> bool:
    """Whether it is looked at in every look."""
    return THOROUGH or not route.entity or (route.entity in ALWAYS and route.kind in MAIN)


def is_looked_at(route: Route, look: int) -> bool:
    if route.pattern.startswith(NO_PAGES) or (route.entity and NO_PAGES_OF_RECORDS.fullmatch(route.kind)):
        return False
    if is_always(route):
        return True
    return crc32(route.pattern.encode()) % ((1 if route.entity in ALWAYS else ONE_IN) * len(LOOKS)) == look


def gone_to(window: Any, path: str) -> Any:
    """What the house answers; nothing if it is a file, which a browser saves and does not show."""
    try:
        return window.page.goto(window.base + path)
    except Error as error:
        if "Download is starting" in error.message:
            return None
        raise


@pytest.mark.parametrize("look", range(len(LOOKS)), ids=[f"{width}-{scheme}" for width, scheme in LOOKS])
def test_every_page_is_accessible_quiet_and_fits(visit: Any, anybody: Actor, boss: Actor, look: int) -> None:
    width, scheme = LOOKS[look]
    house = whole_house(anybody)
    while seal() or follow():
        pass
    window = visit(width=width, scheme=scheme)
    found, seen = {}, 0
    for route in routes(house):
        if not is_looked_at(route, look):
            continue
        answer = gone_to(window, route.path)
        if answer is None:
            continue
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            window.said.clear()
            assert answer.status < 500, route.path
            continue
        seen += 1
        told = [*complaints(window.page, only_dark=not is_always(route)), *window.said]
        asked = set(window.page.evaluate(ASKED))
        if len(asked) + OF_THE_BROWSER > REQUESTS:
            told.append(f"{len(asked) + OF_THE_BROWSER} requests of {REQUESTS}: {sorted(asked)}")
        if told:
            found[route.path] = told
        window.said.clear()
    assert not found, "\n".join(f"{path}: {told}" for path, told in found.items())
    assert seen >= 50
