"""Today's part for work: what is shown, answered and reported there, by whom, and in how many queries."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.apps.people.models import Person
from milepost.apps.planning.models import Assignment, Task
from milepost.apps.projects.models import Project
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.models import JournalEntry
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made
from tests.house import Staff
from tests.web.conftest import logged_in

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MINE = ("task.view", "task.report", "task.mine")
OWN = ("assignment.view", "assignment.accept", "assignment.decline", "assignment.reconsider", "person.view")


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def bo(staff: Staff, anybody: Actor) -> Actor:
    """Somebody who may do what everybody may with work they are assigned to."""
    staff("Bo", *MINE, kind="assigned")
    found = staff("Bo", *OWN, kind="own")
    done("person.connect", made("person", name="Bo Baker"), account=found.account)
    return found


@pytest.fixture
def asked(bo: Actor) -> tuple[Client, int, int]:
    """Bo logged in, with a task to answer and one that is accepted."""
    plan, scope = sold_plan()
    keys = task(plan, scope, "Rack the switches", 2), task(plan, scope, "Pull the cables", 3)
    link(*keys)
    for key in keys:
        made("assignment", task=key, person=Person.objects.get().pk)
    done("assignment.accept", Assignment.objects.get(task=keys[1]).pk)
    return logged_in(bo), *keys


def plan_of(key: int) -> tuple[int, int]:
    """The task's plan and its item of scope."""
    found = Task.objects.get(pk=key)
    assert found.scope_item_id is not None
    return found.plan_id, found.scope_item_id


def test_today_shows_ones_work_by_what_to_do_next(asked: tuple[Client, int, int]) -> None:
    client, *_ = asked
    with standing_at(MONDAY):
        page = text(client.get("/"))
    assert "1 thing waits for you" in page and "Answer wanted" in page and "To be finished this week" in page
    assert "PRJ-1 Network renewal" in page and "waits for Rack the switches (Bo Baker)" in page


def test_an_answer_is_given_in_one_tap_and_taken_back(asked: tuple[Client, int, int]) -> None:
    client, rack, _ = asked
    for sent, state in (({"verb": "accept"}, "accepted"), ({"verb": "decline", "why": "I am away then"}, "declined")):
        page = text(client.post("/tasks/TSK-1/mine/", {**sent, "back": "/"}, follow=True))
        assert "Undo" in page and Assignment.objects.get(task=rack).state == state
        batch = JournalEntry.objects.filter(operation=f"assignment.{sent['verb']}").latest("id").batch
        client.post(f"/undo/{batch}/")
        assert Assignment.objects.get(task=rack).state == "offered"
    page = client.post("/tasks/TSK-1/mine/", {"verb": "decline", "why": "", "own_why": ""})
    assert page.status_code == 422 and Assignment.objects.get(task=rack).state == "offered"


def test_a_report_says_what_is_done_left_expected_and_in_the_way(asked: tuple[Client, int, int]) -> None:
    client, _, cables = asked
    sent = {
        "verb": "report",
        "done": "40",
        "remaining": "7:30",
        "expected_finish": "2026-03-06",
        "blocked_by": "The key of room 3",
        "version": "1",
    }
    page = text(client.post("/tasks/TSK-2/mine/", sent, follow=True))
    row = Task.objects.get(pk=cables)
    assert (row.done_share, row.remaining_minutes, row.blocked_by) == (400_000, 450, "The key of room 3")
    assert row.started_at is not None and "blocked: The key of room 3" in page and "40 % done" in page
    batch = JournalEntry.objects.filter(operation="task.report").latest("id").batch
    client.post(f"/undo/{batch}/")
    row = Task.objects.get(pk=cables)
    assert (row.done_share, row.remaining_minutes, row.started_at, row.blocked_by) == (0, None, None, "")
    client.post("/tasks/TSK-2/mine/", {"verb": "report", "step": "75", "done": "0", "blocked_by": "", "version": row.version})
    assert Task.objects.get(pk=cables).done_share == 750_000
    client.post("/tasks/TSK-2/mine/", {"verb": "done"})
    row = Task.objects.get(pk=cables)
    assert row.done_share == 1_000_000 and row.finished_at is not None


def test_what_cannot_be_read_stays_in_the_form_beside_what_is_right(asked: tuple[Client, int, int]) -> None:
    client, *_ = asked
    page = client.post("/tasks/TSK-2/mine/", {"verb": "report", "done": "a lot", "remaining": "two days", "version": "1"})
    assert page.status_code == 422 and 'value="a lot"' in text(page) and "expected for example" in text(page)


def test_two_who_report_at_once_lose_nothing(asked: tuple[Client, int, int]) -> None:
    client, _, cables = asked
    version = Task.objects.get(pk=cables).version
    done("task.edit", cables, name="Pull all cables")
    client.post("/tasks/TSK-2/mine/", {"verb": "report", "done": "20", "version": version})
    assert Task.objects.get(pk=cables).done_share == 200_000 and Task.objects.get(pk=cables).name == "Pull all cables"
    version = Task.objects.get(pk=cables).version
    done("task.report", cables, done="60", blocked_by="The lift")
    page = client.post("/tasks/TSK-2/mine/", {"verb": "report", "done": "30", "version": version})
    assert (
        page.status_code == 412 and "said meanwhile that 60 % is done" in text(page) and Task.objects.get(pk=cables).done_share == 600_000
    )
    again = Task.objects.get(pk=cables).version
    client.post("/tasks/TSK-2/mine/", {"verb": "report", "done": "30", "blocked_by": "The lift", "version": again})
    assert Task.objects.get(pk=cables).done_share == 300_000


def test_somebody_elses_task_is_not_there(asked: tuple[Client, int, int]) -> None:
    client, rack, _ = asked
    task(*plan_of(rack), "Not mine")
    assert client.get("/tasks/TSK-3/mine/").status_code == 404
    assert client.post("/tasks/TSK-3/mine/", {"verb": "done"}).status_code == 404


@pytest.mark.duty_part("SR-16", "whoever delegates sees who has not answered, who declined and why", where="Today")
def test_the_manager_sees_answers_and_stale_work_on_today(staff: Staff, asked: tuple[Client, int, int]) -> None:
    client, _rack, _ = asked
    mia = staff("Mia", "task.view", "task.stale", "assignment.view", "assignment.answers", "person.view", "project.view", "task.mine")
    person = made("person", name="Mia Moss")
    done("person.connect", person, account=mia.account)
    project = Project.objects.get().pk
    done("project.edit", project, manager=person)
    done("project.start", project)
    page = text(logged_in(mia).get("/"))
    assert "Your projects: 1 has not been answered, 2 tasks are stale" in page
    client.post("/tasks/TSK-1/mine/", {"verb": "decline", "own_why": "My back"})
    page = text(logged_in(mia).get("/"))
    assert "Declined: find somebody else" in page and "Bo Baker: “My back”" in page


def test_todays_queries_do_not_grow_with_the_work(asked: tuple[Client, int, int]) -> None:
    client, rack, _ = asked
    bo = Person.objects.get().pk
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(20):
        made("assignment", task=task(*plan_of(rack), f"More {number}"), person=bo)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) <= 25
