"""Plans that cannot be as somebody wants them: told with the tasks and what to do, at the chart, by the API and from a file alike."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.apps.planning.models import Task, TaskDates, TaskLink
from milepost.kernel.access import Actor, house
from milepost.kernel.errors import Invalid
from milepost.kernel.jobs.run import run_one
from milepost.kernel.operations import operation_named, perform
from tests.apps.planning.plans import dates, link, sold_plan, task
from tests.apps.projects.works import done, made
from tests.web.conftest import logged_in

BASE = "/projects/PRJ-1/plan/"


@pytest.fixture
def at(boss: Actor) -> tuple[Client, int, list[int]]:
    """Logged in; a plan of three tasks one after another."""
    plan, scope = sold_plan()
    tasks = [task(plan, scope, name) for name in ("Survey", "Cable", "Test")]
    link(tasks[0], tasks[1])
    link(tasks[1], tasks[2])
    return logged_in(boss), plan, tasks


def posted(client: Client, *steps: dict[str, Any]) -> Any:
    return client.post(f"{BASE}change/", json.dumps({"steps": steps, "run": 0}), content_type="application/json")


def problems(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{BASE}chart/").json()["problems"]
    return found


def test_a_circle_of_links_is_refused_with_its_tasks_and_the_plan_stays(at: tuple[Client, int, list[int]]) -> None:
    client, _, (survey, _, last) = at
    before = dates(survey), TaskLink.objects.count()
    given = {"predecessor": last, "successor": survey}
    answer = posted(client, {"operation": "task-link.create", "given": given})
    with pytest.raises(Invalid) as refused:  # what the API and the command do
        perform(operation_named("task-link.create"), house("the tests"), given=given)
    (fault,) = refused.value.fields["predecessor"]
    assert answer.status_code == 422
    for told in (answer.json()["errors"][0]["message"], fault.message):
        assert all(name in told for name in ("Survey", "Cable", "Test")) and "Take away one of the links" in told
    assert (dates(survey), TaskLink.objects.count()) == before


def test_a_start_after_its_deadline_is_told_with_the_task_and_the_days(at: tuple[Client, int, list[int]]) -> None:
    client, _, (_, cable, _) = at
    deadline = TaskDates.objects.get(task=cable).start - 24 * 60
    assert posted(client, {"operation": "task.edit", "on": [[cable, None]], "given": {"deadline_at": deadline}}).status_code == 200
    (found,) = problems(client)
    assert found["tasks"] == [cable] and "Cable" in found["place"] and "deadline" in found["message"] and found["remedy"]
    assert TaskDates.objects.filter(task=cable).exists()


def test_a_start_that_cannot_be_is_told_with_what_it_contradicts(at: tuple[Client, int, list[int]]) -> None:
    client, _, (survey, cable, _) = at
    early = TaskDates.objects.get(task=survey).start - 7 * 24 * 60
    given = {"constraint": "mso", "constraint_at": early}
    assert posted(client, {"operation": "task.edit", "on": [[cable, None]], "given": given}).status_code == 200
    found = [one for one in problems(client) if cable in one["tasks"]]
    assert found and found[0]["remedy"] and "Cable" in found[0]["place"]


def test_work_of_somebody_who_never_works_is_told_and_the_dates_stay(at: tuple[Client, int, list[int]]) -> None:
    client, _, (_, cable, _) = at
    before = dates(cable)
    idle = made("person", name="Ida")
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "")
    made("working-pattern", person=idle, valid_from="2026-01-01", **week)
    answer = posted(client, {"operation": "assignment.create", "given": {"task": cable, "person": idle}})
    assert answer.status_code == 200, answer.content
    found = problems(client)
    assert found and found[0]["remedy"], found
    assert dates(cable) == before and Task.objects.get(pk=cable).assignments.count() == 1


def test_everybody_who_could_work_is_offered_not_only_who_does(at: tuple[Client, int, list[int]]) -> None:
    client, _, (survey, _, _) = at
    made("person", name="Zoe")
    made("assignment", task=survey, person=made("person", name="Ana"))
    assert client.get(f"{BASE}chart/").json()["people"]["name"] == ["Ana", "Zoe"]


def test_what_was_done_is_told_with_the_task(at: tuple[Client, int, list[int]]) -> None:
    client, _, (survey, cable, _) = at
    one = posted(client, {"operation": "task.edit", "on": [[survey, None]], "given": {"name": "Site survey"}}).json()
    assert one["told"] == "Edit: Site survey."
    two = posted(client, {"operation": "task.edit", "on": [[survey, None], [cable, None]], "given": {"priority": 600}}).json()
    assert two["told"] == "Edit: 2 tasks."


def test_who_looks_hears_that_the_plan_was_simulated(at: tuple[Client, int, list[int]]) -> None:
    client, plan, _ = at
    facts = client.get(f"{BASE}chart/").json()["plan"]
    before = facts["chances_run"]
    asked = f"{BASE}since/?run={facts['run']}&chances={'' if before is None else before}"
    assert client.get(asked).status_code == 204
    done("project-plan.simulate", plan)
    while run_one("tests"):
        pass
    assert client.get(asked).json() == {"whole": True}
    after = client.get(f"{BASE}chart/").json()["plan"]
    assert client.get(f"{BASE}since/?run={after['run']}&chances={after['chances_run']}").status_code == 204
