"""What every request leaves in the log, and what it does not."""

import logging

import pytest
from django.test import Client


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(logging.getLogger("milepost.requests"), "propagate", True)
    monkeypatch.setattr(logging.getLogger("milepost"), "propagate", True)
    caplog.set_level(logging.INFO, "milepost.requests")
    return caplog


def paths(logged: pytest.LogCaptureFixture) -> list[str]:
    return [vars(record)["told"]["path"] for record in logged.records if record.name == "milepost.requests"]


def test_an_address_is_logged_without_its_question(db: None, logged: pytest.LogCaptureFixture) -> None:
    Client().get("/api/v1/organisations/?name=Somebody")
    assert paths(logged) == ["/api/v1/organisations/"]


def test_who_reads_the_log_does_not_get_the_link_that_sets_a_password(db: None, logged: pytest.LogCaptureFixture) -> None:
    Client().get("/account/set-password/MQ/c8x1ab-0123456789abcdef0123456789abcdef/")
    assert paths(logged) == ["/account/set-password/…"]
