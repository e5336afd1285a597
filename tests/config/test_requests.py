"""What every request leaves in the log, and what it does not; and how large it may be."""

import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from milepost.config.requests import limited


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


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/projects/PRJ-1/plan/bring/", 200),
        ("/projects/from-file/", 200),
        ("/api/v1/project-plans/bring/", 200),
        ("/api/v1/projects/1/attachments/", 200),
        ("/api/v1/project-plans/bring/0123/", 413),
        ("/people/import/", 413),
    ],
)
def test_a_plan_of_forty_megabytes_comes_to_where_plans_are_taken_and_to_no_other_address(address: str, status: int) -> None:
    request = RequestFactory().post(address, CONTENT_LENGTH=str(40 * 1024 * 1024))
    assert limited(lambda _: HttpResponse("taken"))(request).status_code == status
