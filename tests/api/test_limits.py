"""How often one may ask, what need not be sent again, and the page that tells how."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.api import limits
from milepost.kernel.access.tokens import make_token
from milepost.kernel.clock import standing_at
from milepost.kernel.models import Account

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def token(staff: Any, settings: Any) -> str:
    settings.RATE_LIMIT = 5
    limits.forget()
    ann = staff("Ann", "organisation.view", "organisation.create")
    return make_token(Account.objects.get(pk=ann.account), "script")


def ask(token: str) -> Any:
    return Client().get("/api/v1/organisations/", headers={"Authorization": f"Bearer {token}"})


def test_too_often_is_refused_until_the_time_it_tells(token: str) -> None:
    with standing_at(START):
        assert [ask(token).status_code for _ in range(6)] == [200] * 5 + [429]
        wait = int(ask(token)["Retry-After"])
    with standing_at(START + timedelta(seconds=wait - 10)):
        assert ask(token).status_code == 429
    for _ in range(3):
        with standing_at(START + timedelta(seconds=wait)):
            told = ask(token)
        if told.status_code == 200:
            break
        wait += int(told["Retry-After"])
    assert told.status_code == 200


def test_the_window_slides(token: str) -> None:
    """Five at its end and five after its beginning are not ten in a moment."""
    with standing_at(START + timedelta(seconds=59)):
        assert [ask(token).status_code for _ in range(5)] == [200] * 5
    with standing_at(START + timedelta(seconds=61)):
        assert [ask(token).status_code for _ in range(2)] == [200, 429]
    with standing_at(START + timedelta(seconds=90)):
        assert ask(token).status_code == 200


def test_one_token_does_not_stand_in_the_way_of_another(token: str, staff: Any) -> None:
    bob = staff("Bob", "organisation.view")
    other = make_token(Account.objects.get(pk=bob.account), "script")
    with standing_at(START):
        for _ in range(6):
            ask(token)
        assert ask(other).status_code == 200


def test_who_tries_tokens_is_stopped(token: str) -> None:
    with standing_at(START):
        assert [ask(f"mp_{number}").status_code for number in range(6)] == [401] * 5 + [429]


def test_what_has_not_changed_is_not_sent_again(token: str) -> None:
    caller = Client(headers={"Authorization": f"Bearer {token}"})
    made = caller.post("/api/v1/organisations/", {"name": "x", "kind": "client"}, content_type="application/json")
    path = made["Location"]
    assert caller.get(path, headers={"If-None-Match": made["ETag"]}).status_code == 304
    assert caller.get(path, headers={"If-None-Match": '"7"'}).status_code == 200


def test_the_page_runs_nothing_that_stands_in_it(db: None) -> None:
    found = Client().get("/api/v1/")
    told = found.content.decode()
    assert found.status_code == 200 and "organisation.create" in told and "curl" in told
    assert "unsafe" not in found["Content-Security-Policy"] and "<style" not in told and "style=" not in told and "onclick" not in told
    assert Client().get("/api/v1/page.js")["Content-Type"].startswith("text/javascript")
    assert Client().get("/api/v1/page.py").status_code == 404
