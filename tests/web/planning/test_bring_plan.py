"""The pages on which a plan file is brought: looked at, asked about once, brought; and what is said of files that are none."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from milepost.apps.planning.models import Task, TaskDates
from milepost.apps.projects.models import ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.jobs.run import run_one
from tests.apps.planning.foreign_plans import RICH, as_file, with_task
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import AGREED, done, for_client, internal, made
from tests.house import Staff
from tests.web.conftest import logged_in

BASE = "/projects/PRJ-1/plan/"


def brought(client: Client, content: bytes, name: str = "renewal.xml") -> str:
    """The page that tells of it, once the file was looked at."""
    answer = client.post(f"{BASE}bring/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    place = str(answer["Location"])
    assert "Waiting for its turn" in client.get(place).content.decode()
    work()
    return place


def work() -> None:
    """Every job that is due."""
    while run_one("test"):
        pass


def seen(client: Client, place: str) -> str:
    return client.get(place).content.decode()


@pytest.fixture
def project(boss: Actor) -> tuple[Client, int]:
    """Logged in, with a client's project; and who decides there."""
    return logged_in(boss), for_client()[1]


def test_a_plan_is_looked_at_and_then_brought_as_agreed(project: tuple[Client, int]) -> None:
    client, contact = project
    place = brought(client, as_file())
    text = seen(client, place)
    assert "8 tasks can come into the plan" in text and "Is this plan agreed already?" in text and "Nothing has changed yet" in text
    assert "1 task with a calendar of its own" in text and not Task.objects.exists()
    answer = client.post(place, {"agreed": "yes", "contact": str(contact), "on": "2026-01-05", **AGREED})
    assert answer.status_code == 302
    work()
    told = seen(client, str(answer["Location"]))
    assert "8 tasks are in the plan" in told and "approved as you said" in told
    assert ScopeItem.objects.get().state == "in-scope"
    assert client.post(place, {"agreed": "no"})["Location"] == answer["Location"]


def test_a_plan_that_is_not_agreed_comes_in_held(project: tuple[Client, int]) -> None:
    client, _ = project
    place = brought(client, as_file())
    answer = client.post(place, {"agreed": "no"})
    work()
    assert "they are held until then" in seen(client, str(answer["Location"]))
    assert set(TaskDates.objects.values_list("held", flat=True)) == {True}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Say whether the plan is agreed already."),
        ({"agreed": "yes"}, "This is needed where the plan is agreed."),
        ({"agreed": "yes", **AGREED}, "This is needed where the plan is agreed."),
    ],
)
def test_what_the_question_needs_is_said_at_the_form(project: tuple[Client, int], typed: dict[str, str], told: str) -> None:
    client, _ = project
    place = brought(client, as_file())
    answer = client.post(place, typed)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Task.objects.exists()


def test_an_approval_that_is_refused_is_told_and_nothing_is_done(boss: Actor) -> None:
    client = logged_in(boss)
    internal()
    other = made("person", name="Somebody Else")
    place = brought(client, as_file())
    answer = client.post(place, {"agreed": "yes", "person": str(other), **AGREED})
    work()
    text = seen(client, str(answer["Location"]))
    assert "cannot be brought" in text and "is internal: its sponsor decides" in text
    assert not (Task.objects.exists() or ScopeItem.objects.exists())


def test_brought_again_it_asks_nothing_and_offers_what_is_gone(project: tuple[Client, int]) -> None:
    client, _ = project
    place = brought(client, as_file())
    client.post(place, {"agreed": "no"})
    work()
    again = brought(
        client, as_file(with_task(RICH, "3", name="Order cables").with_(tasks=with_task(RICH, "3", name="Order cables").tasks[:7]))
    )
    text = seen(client, again)
    assert (
        "1 task changes, 1 is gone from the file" in text and "Is this plan agreed already?" not in text and "Delete them here too" in text
    )
    client.post(again, {"delete_gone": "1"})
    work()
    assert set(Task.objects.values_list("name", flat=True)) >= {"Order cables"} and Task.objects.count() == 7


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "plan.xml", "The file is empty."),
        (b"%PDF-1.7 rest", "plan.pdf", "This is a PDF document, not a plan."),
        (as_file()[:900], "plan.xml", "renewal"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "plan.mpp", "protected by a password"),
        (b"<html><body>Log in</body></html>", "plan.xml", "plan.xml"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_words(project: tuple[Client, int], content: bytes, name: str, told: str) -> None:
    client, _ = project
    place = brought(client, content or b" ", name) if content else ""
    if not content:
        answer = client.post(f"{BASE}bring/", {"file": SimpleUploadedFile(name, b"\n")})
        work()
        place = str(answer["Location"])
        told = "cannot be brought"
    text = seen(client, place)
    assert "cannot be brought" in text and (told in text or name in text) and "Traceback" not in text
    assert client.post(place, {"agreed": "no"}).status_code == 200 and not Task.objects.exists()


def test_without_a_file_the_page_says_so(project: tuple[Client, int]) -> None:
    answer = project[0].post(f"{BASE}bring/")
    assert answer.status_code == 422 and "Choose a file first." in answer.content.decode()


def test_a_look_is_its_owners_alone_and_takes_the_right_to_create_tasks(project: tuple[Client, int], staff: Staff) -> None:
    client, _ = project
    place = brought(client, as_file())
    other = logged_in(staff("Otto", "project.view", "task.create", "task.view"))
    assert other.get(place).status_code == 404
    assert logged_in(staff("Vera", "project.view", "task.view")).get(f"{BASE}bring/").status_code == 403


def test_the_plan_is_given_out_as_a_file(project: tuple[Client, int]) -> None:
    client, _ = project
    client.post(brought(client, as_file()), {"agreed": "no"})
    work()
    answer = client.get(f"{BASE}give/?format=mspdi")
    assert answer.status_code == 200 and answer["Content-Disposition"] == 'attachment; filename="Network renewal of the town hall.xml"'
    assert BytesIO(answer.content).read(5) == b"<?xml"
    refused: Any = client.get(f"{BASE}give/?format=doc")
    assert refused.status_code == 422 and "is no form of a plan file" in refused.content.decode()


def test_what_the_file_cannot_hold_is_told_before_it_is_saved(boss: Actor) -> None:
    plan, scope = sold_plan()
    task(plan, scope, "Switches")
    for number in range(12):
        done("project-plan.take-baseline", plan, name=f"Baseline {number}")
    client = logged_in(boss)
    answer: Any = client.get(f"{BASE}give/?format=mspdi")
    assert answer.status_code == 200 and "Content-Disposition" not in answer
    told = answer.content.decode()
    assert "The file cannot hold 1 thing of this plan" in told and "Baseline 11" in told
    assert 'href="?format=mspdi&amp;anyway=yes"' in told
    saved: Any = client.get(f"{BASE}give/?format=mspdi&anyway=yes")
    assert "attachment" in saved["Content-Disposition"] and BytesIO(saved.content).read(5) == b"<?xml"
    assert "attachment" in client.get(f"{BASE}give/?format=csv")["Content-Disposition"], "a table has no baselines at all"
