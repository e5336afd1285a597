"""Forms about plans: what was typed is never lost, a form that is sent twice is done once, and what is no number is no trouble."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from milepost.apps.planning.models import Baseline, BoardColumn, ProjectPlan, Task
from milepost.apps.projects.models import Project, ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Account, Session
from tests.apps.planning.foreign_plans import as_file
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done, for_client, made
from tests.house import Staff
from tests.web.conftest import logged_in

AT = "/projects/PRJ-1/"
PLAN = f"{AT}plan/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def mark(client: Client, path: str, form: str) -> str:
    """The mark of the form in which a piece of the page stands."""
    found = re.findall(r'name="once" value="([^"]+)"', text(client.get(path)).partition(form)[0])
    assert found, path
    return str(found[-1])


@pytest.fixture
def at(boss: Actor) -> tuple[Client, int, int]:
    """Logged in; a plan with a board and one task."""
    plan, scope = sold_plan()
    done("project-plan.set-up-board", plan)
    return logged_in(boss), plan, task(plan, scope, "Rack", 2)


TWICE = [
    (f"{PLAN}baselines/", 'id="reason"', {"name": "Contract"}, lambda: Baseline.objects.count()),
    (f"{PLAN}scenarios/", 'maxlength="200"', {"name": "Two teams"}, lambda: ProjectPlan.objects.filter(kind="scenario").count()),
    (f"{AT}board/", 'id="add-name"', {"verb": "add", "name": "Label"}, lambda: Task.objects.count() - 1),
]


@pytest.mark.parametrize(("path", "form", "sent", "count"), TWICE)
def test_a_form_that_is_sent_twice_is_done_once(
    at: tuple[Client, int, int], path: str, form: str, sent: dict[str, str], count: Any
) -> None:
    client, *_ = at
    given = {**sent, "once": mark(client, path, form)}
    if "verb" in sent:
        given |= {"into": str(BoardColumn.objects.order_by("pk").values_list("pk", flat=True)[0]), "scope": str(ScopeItem.objects.get().pk)}
    first, second = client.post(path, given), client.post(path, given)
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    assert count() == 1
    other = client.post(path, {**given, "name": "Another"}, follow=True)
    assert "You have sent this already" in text(other) and 'value="Another"' in text(other) and count() == 1


def test_a_project_of_a_file_is_made_once(boss: Actor) -> None:
    client = logged_in(boss)
    given = {"kind": "internal", "once": mark(client, "/projects/from-file/", 'id="file"')}
    for _ in range(2):
        assert client.post("/projects/from-file/", {**given, "file": SimpleUploadedFile("move.xml", as_file())}).status_code == 302
    assert Project.objects.count() == 1


def test_what_was_typed_stands_in_the_form_that_is_refused(at: tuple[Client, int, int]) -> None:
    client, *_ = at
    page = client.post(f"{PLAN}baselines/", {"name": "x" * 300, "reason": "Signed on Monday"})
    assert page.status_code == 422 and "Signed on Monday</textarea>" in text(page) and "x" * 300 in text(page)
    page = client.post(f"{PLAN}scenarios/", {"name": "y" * 300})
    assert page.status_code == 422 and f'value="{"y" * 300}"' in text(page)
    given = {"verb": "add", "into": "backlog", "name": "z" * 301, "need": "As a clerk", "scope": "1"}
    page = client.post(f"{AT}backlog/", {**given, "once": mark(client, f"{AT}backlog/", 'id="add-name"')}, follow=True)
    assert f'value="{"z" * 301}"' in text(page) and "As a clerk</textarea>" in text(page) and 'class="adds" open' in text(page)
    given |= {"need": "n" * 300_000, "once": mark(client, f"{AT}backlog/", 'id="add-name"')}
    assert "300,000" in text(client.post(f"{AT}backlog/", given, follow=True)), "what is too long to be kept is told of"


KEPT = [
    (f"{PLAN}baselines/", {"name": "Contract", "reason": "Signed"}, ('value="Contract"', "Signed</textarea>")),
    (f"{PLAN}scenarios/", {"name": "Two teams"}, ('value="Two teams"',)),
    (f"{AT}scope/propose/", {"name": "Guest network"}, ('value="Guest network"',)),
    ("/tasks/TSK-1/mine/", {"verb": "report", "step": "75", "blocked_by": "The lift"}, ('value="75"', 'value="The lift"')),
]


@pytest.mark.parametrize(("path", "sent", "told"), KEPT)
def test_what_was_typed_when_the_session_ended_stands_in_the_form_again(
    at: tuple[Client, int, int], boss: Actor, path: str, sent: dict[str, str], told: tuple[str, ...]
) -> None:
    client, *_ = at
    given = {**sent, "once": re.findall(r'name="once" value="([^"]+)"', text(client.get(path)))[-1]}
    Session.objects.all().delete()
    answer = client.post(path, given)
    assert answer.status_code == 302 and "log-in" in answer["Location"]
    client.force_login(Account.objects.get(pk=boss.account))
    page = text(client.get(path))
    for one in told:
        assert one in page, one


def test_what_was_answered_about_a_file_stands_in_the_form_that_is_refused(boss: Actor) -> None:
    client, (_, contact) = logged_in(boss), for_client()
    place = str(client.post(f"{PLAN}bring/", {"file": SimpleUploadedFile("move.xml", as_file())})["Location"])
    while run_one("test"):
        pass
    person = made("person", name="Zoe Zinn")
    who = re.findall(r'<select name="(who-[^"]+)"', text(client.get(place)))[0]
    page = text(client.post(place, {"agreed": "yes", "contact": contact, "document": "Order 7", who: f"person {person}"}))
    assert page.count("This is needed where the plan is agreed.") == 1, "of the authority alone"
    assert f'<option value="person {person}" selected>' in page and 'value="Order 7"' in page


def test_a_plan_that_has_tasks_by_now_is_not_begun_again(at: tuple[Client, int, int]) -> None:
    client, plan, _ = at
    starts = ProjectPlan.objects.get(pk=plan).starts_at
    answer = client.get(f"{PLAN}begin/")
    assert answer.status_code == 302 and answer["Location"] == PLAN
    assert client.post(f"{PLAN}begin/", {"starts": "2026-06-01"}).status_code == 302
    assert ProjectPlan.objects.get(pk=plan).starts_at == starts


def test_a_day_before_all_plans_is_told_at_its_field(boss: Actor) -> None:
    for_client()
    client = logged_in(boss)
    for answer in (client.get(f"{PLAN}begin/?starts=1650-01-01"), client.post(f"{PLAN}begin/", {"starts": "0001-01-01"})):
        assert "lies outside the years" in text(answer)
    assert not ProjectPlan.objects.exists()


def test_the_plan_itself_is_no_scenario_to_be_deleted(at: tuple[Client, int, int]) -> None:
    client, plan, _ = at
    number = ProjectPlan.objects.get(pk=plan).number
    assert client.get(f"{PLAN}scenarios/{number}/").status_code == 404
    assert client.post(f"{PLAN}scenarios/{number}/", {"do": "delete"}).status_code == 404
    assert ProjectPlan.objects.filter(pk=plan).exists()


def test_numbers_beyond_all_numbers_are_nothing(at: tuple[Client, int, int]) -> None:
    client, *_ = at
    many = "9" * 5000
    assert client.get(f"{PLAN}since/?run={many}").json() == {"whole": True}
    assert client.post(f"{PLAN}level/", {"do": "accept", "proposal": many, "task": many}).status_code == 302
    assert client.get(f"{AT}board/card/{'9' * 30}/").status_code == 404
    assert client.get(f"{PLAN}why/{'9' * 30}/").status_code == 404


@pytest.mark.parametrize("path", [PLAN, f"{AT}board/", f"{AT}tasks/"])
def test_who_may_not_see_plans_is_not_told_that_there_is_none(staff: Staff, at: tuple[Client, int, int], path: str) -> None:
    answer = logged_in(staff("Rea", "project.view", "task.view")).get(path)
    assert answer.status_code == 403 and "project-plan.view" in text(answer)
