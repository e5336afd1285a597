"""Budgets, counted on every address there is: a new page is held to them by existing."""

from collections import Counter
from typing import Any
from zlib import crc32

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.kernel.access import Actor
from milepost.kernel.sessions.store import BEGAN
from tests.security.rules import THOROUGH
from tests.web.conftest import logged_in
from tests.web.routes import Route, patterns, routes, whole_house
from tests.web.weight import weight

PAGE_QUERIES, LIST_QUERIES, NODES = 25, 12, 1500
NO_PAGE = {
    "import/<str:key>/": "an import under way",
    "export/<str:key>/": "an export under way",
    "export/<str:key>/file/": "the file of one",
    "me/": "somebody whose account has a person",
    "<str:key>/cell/<str:name>/": "of columns that are edited in a list",
    "<str:key>/plan/bring/<str:job>/": "of a file that somebody brought",
}
"""Addresses that stand for something that comes and goes; journeys visit them."""


ROWS = 50
"""Of a list so many are weighed: how many projects or people a house of examples comes to is chance."""


def is_counted(route: Route) -> bool:
    """Pages made by hand and all lists always; of what is derived alike for every entity one in four, unless MILEPOST_THOROUGH=1."""
    handmade = not route.entity or route.entity in ("organisation", "person") or route.kind == ""
    return THOROUGH or handmade or crc32(route.pattern.encode()) % 4 == 0


def warmed(boss: Actor) -> Client:
    """Logged in a page ago, as everybody is but once a day."""
    client = logged_in(boss)
    client.get("/theme/")
    client.get("/account/")
    assert BEGAN in client.session
    return client


def test_every_page_is_light_and_asks_the_database_seldom(anybody: Actor, boss: Actor) -> None:
    client, wrong, kinds = warmed(boss), [], Counter[int]()
    for route in routes(whole_house(anybody)):
        if not is_counted(route):
            continue
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(route.path, {"limit": ROWS} if route.entity and route.kind == "" else {})
        status = answer.status_code
        kinds[status] += 1
        told = [f"answered {status}"] if status >= 500 else []
        most = LIST_QUERIES if route.entity and route.kind in ("", "all/") else PAGE_QUERIES
        if len(asked) > most:
            told.append(f"{len(asked)} queries of {most}")
        if not answer.streaming and answer.content.lstrip()[:9].lower() == b"<!doctype":
            heavy = weight(answer.content.decode())
            told += heavy.too_much()
            if heavy.nodes > NODES:
                told.append(f"{heavy.nodes:,} elements of {NODES:,}")
        if status == 404 and route.entity and route.kind not in NO_PAGE and "<int:" not in route.kind:
            told.append("not found: `routes` put the wrong record there")
        if told:
            wrong.append(f"{route.path} ({route.pattern}): {'; '.join(told)}")
    assert not wrong, "\n".join([f"{len(wrong)} pages over their budget", *wrong])
    assert kinds[200] > 80, f"most addresses are pages: {kinds}"


def test_strangers_see_the_log_in_and_nothing_else(anybody: Actor, boss: Actor) -> None:
    open_to_all = ("/log-in/", "/account/", "/theme/", "/log-out/", "/documents/style/")
    house = whole_house(anybody)
    for route in routes(house):
        answer = Client().get(route.path)
        if route.pattern.startswith(open_to_all):
            continue
        where = answer.get("Location", "")
        assert answer.status_code == 302 and where.startswith("/log-in/"), f"{route.path}: {answer.status_code} {where}"
    assert len(patterns()) > 200


@pytest.mark.parametrize("path", ["/log-in/", "/account/forgotten/"])
def test_what_strangers_see_is_light_too(path: str, db: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(path)
    assert len(asked) <= 3 and weight(answer.content.decode()).too_much() == []
