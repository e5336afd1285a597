"""Plan files through the API: looked at, brought, given out, and refused in words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from milepost.api.asked import MOST_BYTES
from milepost.apps.planning.models import Task
from milepost.apps.projects.models import ScopeItem
from tests.api.test_files import Program, content, work
from tests.apps.planning.foreign_plans import as_file, everything, own
from tests.apps.projects.works import AGREED, for_client

PLANS = "project-plans/"


@pytest.fixture
def asked(anybody: Any, staff: Any) -> tuple[Program, int]:
    """A program that may do everything with a client's project, and who decides there."""
    _, contact = for_client()
    return Program(staff("Ann", *everything())), contact


def test_a_file_is_looked_at_and_then_brought(asked: tuple[Program, int]) -> None:
    program, contact = asked
    began = program.post(f"{PLANS}bring/?project=PRJ-1&name=renewal.xml", as_file(), "application/xml")
    assert began.status_code == 202 and began.json()["looked"]
    place = began["Location"].removeprefix("/api/v1/")
    assert program.get(place).json()["state"] == "ready"
    work()
    looked = program.get(place).json()["result"]
    assert looked["tasks"]["new"] == 8 and looked["asks"] and not Task.objects.exists()
    agreed = {"contact": contact, "on": "2026-01-05", **AGREED}
    brought = program.client.post(f"/api/v1/{place}", agreed, content_type="application/json", headers=program.headers)
    assert brought.status_code == 202
    work()
    result = program.get(brought["Location"].removeprefix("/api/v1/")).json()["result"]
    assert (result["created"], result["held"], result["problems"]) == (8, False, [])
    assert ScopeItem.objects.get().state == "in-scope"
    given = program.get(f"{PLANS}{result['plan']['number']}/give/?format=mspdi")
    assert given.status_code == 200 and len(own(content(given)).tasks) == 8


def test_a_file_is_brought_at_once_when_it_is_said_so(asked: tuple[Program, int]) -> None:
    program, _ = asked
    sent = {"file": SimpleUploadedFile("renewal.xml", as_file())}
    began = program.post(f"{PLANS}bring/?project=PRJ-1&apply=true", sent)
    work()
    result = program.get(began["Location"].removeprefix("/api/v1/")).json()["result"]
    assert (result["created"], result["held"]) == (8, True)


def test_a_file_may_be_larger_than_other_bodies_and_one_that_is_too_large_is_told_how_large_it_may_be(asked: tuple[Program, int]) -> None:
    program, _ = asked
    large = as_file() + b"\n" * (MOST_BYTES + 1)
    began = program.post(f"{PLANS}bring/?project=PRJ-1&name=large.xml", large, "application/xml")
    assert began.status_code == 202
    assert program.post(f"{PLANS}", large, "application/json").status_code == 413
    work()
    assert program.get(began["Location"].removeprefix("/api/v1/")).json()["result"]["tasks"]["new"] == 8


def test_what_is_no_plan_or_says_no_project_is_refused(asked: tuple[Program, int]) -> None:
    program, _ = asked
    assert program.post(f"{PLANS}bring/?name=plan.xml", as_file(), "application/xml").status_code == 422
    began = program.post(f"{PLANS}bring/?project=PRJ-1&name=plan.pdf", b"%PDF-1.7", "application/pdf")
    work()
    result = program.get(began["Location"].removeprefix("/api/v1/")).json()["result"]
    assert result["refused"] and result["problems"][0]["message"] == "This is a PDF document, not a plan."
    again = program.client.post(began["Location"], {}, content_type="application/json", headers=program.headers)
    assert again.status_code == 409


def test_what_somebody_may_not_do_by_hand_they_may_not_do_by_file(asked: tuple[Program, int], staff: Any) -> None:
    may_not = Program(staff("Rita", "project.view", "project-plan.view", "task.view"))
    assert may_not.post(f"{PLANS}bring/?project=PRJ-1", as_file(), "application/xml").status_code == 403
    reader = Program(staff("Vera", "project.view", "project-plan.view", "project-plan.edit", "task.view"))
    began = reader.post(f"{PLANS}bring/?project=PRJ-1&apply=true", as_file(), "application/xml")
    work()
    result = reader.get(began["Location"].removeprefix("/api/v1/")).json()["result"]
    assert result["refused"] and not Task.objects.exists()
    assert asked[0].get(began["Location"].removeprefix("/api/v1/")).status_code == 404


def test_a_plan_nobody_may_see_is_not_given(asked: tuple[Program, int], staff: Any) -> None:
    program, _ = asked
    program.post(f"{PLANS}bring/?project=PRJ-1&apply=true", as_file(), "application/xml")
    work()
    assert Program(staff("Vera", "project.view")).get(f"{PLANS}PLN-1/give/").status_code in (403, 404)
    assert program.get(f"{PLANS}PLN-1/give/?format=exe").status_code == 422
