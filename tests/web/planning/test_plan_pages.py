"""How a plan begins, what was agreed of it, and what is tried beside it: their pages, who sees them, and what each asks of the tables."""

import html
import re
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.apps.people.models import Person
from milepost.apps.planning.models import Baseline, PlanTemplate, ProjectPlan, Task
from milepost.apps.projects.models import Project, ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.jobs.run import run_one
from tests.apps.planning.foreign_plans import as_file
from tests.apps.planning.plans import dates, link, sold_plan, task
from tests.apps.projects.works import done, for_client, made
from tests.web.conftest import logged_in

PLAN = "/projects/PRJ-1/plan/"


def words(answer: Any) -> str:
    """What the page says."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def moving() -> int:
    """A template with a phase of two tasks, the second two weeks in, and a milestone."""
    template = made("plan-template", name="Office move")
    phase = made("template-task", template=template, name="Prepare")
    first = made("template-task", template=template, name="Survey", parent=phase, duration_minutes=900)
    second = made("template-task", template=template, name="Cable", parent=phase, duration_minutes=450, earliest_day=15)
    end = made("template-task", template=template, name="Moved", kind="milestone", duration_minutes=0)
    for one, other in ((first, second), (second, end)):
        made("template-link", predecessor=one, successor=other)
    return template


def test_a_project_without_a_plan_is_offered_the_three_beginnings(boss: Actor, moving: int) -> None:
    for_client()
    told = words(logged_in(boss).get(PLAN))
    for offer in ("Bring a file", "Type the first task", "Office move"):
        assert offer in told


def test_a_template_is_shown_with_its_days_before_it_is_taken(boss: Actor, moving: int) -> None:
    for_client()
    answer = logged_in(boss).get(f"{PLAN}begin/?template={moving}&starts=2026-03-02")
    told = words(answer)
    assert "11 working days, until Mon 16 Mar 2026" in told
    assert "Survey Mon 2 Mar 2026 Tue 3 Mar 2026" in told
    assert not ProjectPlan.objects.exists()


@pytest.mark.duty_part("SR-1", "templates are looked at with their days, and begun with in one step", where="a project's plan page")
def test_begun_with_a_template_the_plan_has_its_tasks_held_on_scope_to_be_approved(boss: Actor, moving: int) -> None:
    for_client()
    client = logged_in(boss)
    answer = client.post(f"{PLAN}begin/", {"template": moving, "starts": "2026-03-02"})
    assert answer.status_code == 302
    plan = ProjectPlan.objects.get()
    assert sorted(plan.tasks.values_list("name", flat=True)) == ["Cable", "Moved", "Prepare", "Survey"]
    assert dates(Task.objects.get(name="Cable").pk)[0] == "Mon 16 09:00"
    assert ScopeItem.objects.get().state == "proposed" and set(plan.tasks.values_list("dates__held", flat=True)) == {True}
    again = client.post(f"{PLAN}begin/", {"template": moving, "starts": "2026-03-02"})
    assert again.status_code == 422 and "has tasks already" in words(again) and plan.tasks.count() == 4


def test_begun_empty_the_chart_asks_for_the_first_task(boss: Actor) -> None:
    for_client()
    answer = logged_in(boss).post(f"{PLAN}begin/", {"starts": "2026-03-02"})
    assert answer["Location"] == f"{PLAN}#add" and ScopeItem.objects.count() == 1
    assert logged_in(boss).get(f"{PLAN}chart/").json()["scopes"]["id"]


def test_a_day_that_is_none_is_told_at_its_field(boss: Actor, moving: int) -> None:
    for_client()
    answer = logged_in(boss).post(f"{PLAN}begin/", {"template": moving, "starts": "soon"})
    assert answer.status_code == 422 and "expected for example 2026-01-31" in words(answer) and not ProjectPlan.objects.exists()


def test_who_may_not_begin_a_plan_is_told_so(staff: Any, moving: int) -> None:
    for_client()
    client = logged_in(staff("Ben", "project.view", "project-plan.view", "plan-template.view"))
    assert "Type the first task" not in words(client.get(PLAN))
    assert client.post(f"{PLAN}begin/", {"template": moving}).status_code == 403 and not ProjectPlan.objects.exists()


def test_a_project_comes_out_of_a_file_in_one_step(boss: Actor) -> None:
    client = logged_in(boss)
    assert "From a plan file" in words(client.get("/projects/"))
    answer = client.post("/projects/from-file/", {"kind": "internal", "file": SimpleUploadedFile("office_move.xml", as_file())})
    project = Project.objects.get()
    assert answer.status_code == 302 and project.name == "Office move"
    me = Person.objects.get(account=boss.account)
    assert (project.manager_id, project.sponsor_id) == (me.pk, me.pk)
    while run_one("tests"):
        pass
    looked = client.get(answer["Location"])
    assert "8 tasks can come into the plan" in words(looked) and "Sponsor of the project" in looked.content.decode()


def test_a_file_that_is_refused_leaves_no_project_behind(boss: Actor) -> None:
    client = logged_in(boss)
    answer = client.post("/projects/from-file/", {"kind": "internal", "file": SimpleUploadedFile("office_move.xml", b"<html>No</html>")})
    assert Project.objects.exists()
    while run_one("tests"):
        pass
    assert not Project.objects.exists()
    sent_on = client.get(answer["Location"])
    assert sent_on.status_code == 302 and sent_on["Location"].startswith("/projects/from-file/?job=")
    told = words(client.get(sent_on["Location"]))
    assert "office_move.xml cannot be brought" in told and "No project was made." in told
    waiting = client.get(answer["Location"], headers={"HX-Request": "true", "HX-Target": "div#brought"})
    assert waiting["HX-Redirect"] == sent_on["Location"]


def test_a_project_somebody_worked_with_stays_when_its_file_is_refused(boss: Actor) -> None:
    client = logged_in(boss)
    answer = client.post("/projects/from-file/", {"kind": "internal", "file": SimpleUploadedFile("office_move.xml", b"<html>No</html>")})
    done("project.edit", Project.objects.get().pk, purpose="To be nearer to everybody.")
    while run_one("tests"):
        pass
    assert Project.objects.get().purpose and "cannot be brought" in words(client.get(answer["Location"]))


def test_a_file_that_is_lacking_makes_no_project(boss: Actor) -> None:
    answer = logged_in(boss).post("/projects/from-file/", {"kind": "internal", "name": "Move"})
    assert answer.status_code == 422 and "Choose a file first." in words(answer) and not Project.objects.exists()


@pytest.fixture
def at(boss: Actor) -> tuple[Client, int, list[int]]:
    """A plan of three tasks one after another; logged in."""
    plan, scope = sold_plan()
    tasks = [task(plan, scope, name, days) for name, days in (("Survey", 2), ("Cable", 3), ("Test", 1))]
    for one, other in pairwise(tasks):
        link(one, other)
    return logged_in(boss), plan, tasks


@pytest.mark.duty_part("SR-6", "a baseline is taken and the plan compared with it, what moved most first", where="the page of baselines")
def test_a_baseline_is_taken_and_what_moved_most_stands_first(at: tuple[Client, int, list[int]]) -> None:
    client, plan, (survey, _, last) = at
    assert "Nothing is agreed yet" in words(client.get(f"{PLAN}baselines/"))
    assert client.post(f"{PLAN}baselines/", {"name": "Contract"}).status_code == 302
    assert "Everything stands as agreed in Contract" in words(client.get(f"{PLAN}baselines/"))
    done("task.edit", last, duration_minutes=5 * 450)
    done("task.edit", survey, duration_minutes=3 * 450)
    told = words(client.get(f"{PLAN}baselines/"))
    assert "later than agreed; 3 tasks moved" in told
    assert told.index("TSK-3") < told.index("TSK-1")
    chart = client.get(f"{PLAN}chart/").json()
    assert [name for name, shown in zip(chart["baselines"]["name"], chart["baselines"]["shown"], strict=True) if shown] == ["Contract"]
    assert None not in chart["tasks"]["base_finish"]
    assert set(client.get(f"{PLAN}chart/?baseline=none").json()["tasks"]["base_finish"]) == {None}
    del plan


def test_a_baseline_without_a_name_is_refused_with_what_to_do(at: tuple[Client, int, list[int]]) -> None:
    answer = at[0].post(f"{PLAN}baselines/", {"name": " "})
    assert answer.status_code == 422 and not Baseline.objects.exists()


def scenario_of(client: Client, name: str = "Second team") -> ProjectPlan:
    assert client.post(f"{PLAN}scenarios/", {"name": name}).status_code == 302
    return ProjectPlan.objects.get(kind="scenario", name=name)


@pytest.mark.duty_part("SR-18", "a scenario beside the plan: dates, work, load; chosen changes merged", where="the pages of scenarios")
def test_a_scenario_is_branched_compared_and_merged(at: tuple[Client, int, list[int]]) -> None:
    client, _plan, (survey, cable, _last) = at
    assert "Nothing is tried out yet" in words(client.get(f"{PLAN}scenarios/"))
    scenario = scenario_of(client)
    page = f"{PLAN}scenarios/{scenario.number}/"
    assert "Nothing differs from the plan" in words(client.get(page))
    copies = dict(Task.objects.filter(plan=scenario).values_list("origin", "pk"))
    done("task.edit", copies[cable], duration_minutes=450)
    told = words(client.get(page))
    assert "Second team: ends 4 days earlier, with 2 days less work" in told
    assert "1 change" in told and "Duration: 3 days" in told and "Duration : 1 day" in told.replace("Duration: 1", "Duration : 1")
    assert "4 days earlier than the plan" in words(client.get(f"{PLAN}scenarios/"))
    assert client.post(page, {"do": "merge", "change": [f"tasks {cable}"]}).status_code == 302
    assert Task.objects.get(pk=cable).duration_minutes == 450 and Task.objects.get(pk=survey).duration_minutes == 900


def test_what_the_plan_changed_meanwhile_is_a_conflict_that_somebody_decides(at: tuple[Client, int, list[int]]) -> None:
    client, _plan, (survey, _, _) = at
    scenario = scenario_of(client)
    done("task.edit", Task.objects.get(plan=scenario, origin=survey).pk, duration_minutes=450)
    done("task.edit", survey, duration_minutes=4 * 450)
    page = f"{PLAN}scenarios/{scenario.number}/"
    shown = client.get(page)
    told = words(shown)
    assert "conflict" in told and "4 days changed there meanwhile" in told
    assert "1 conflict" in words(client.get(f"{PLAN}scenarios/"))
    assert f'value="tasks {survey}" checked' not in shown.content.decode()
    refused = client.post(page, {"do": "merge", "change": [f"tasks {survey}"]})
    assert refused.status_code == 422 and "say which values are to stand" in words(refused)
    assert client.post(page, {"do": "merge", "change": [f"tasks {survey}"], "mine": "1"}).status_code == 302
    assert Task.objects.get(pk=survey).duration_minutes == 450


def test_a_scenario_is_deleted_and_the_plan_stays(at: tuple[Client, int, list[int]]) -> None:
    client, plan, tasks = at
    scenario = scenario_of(client)
    assert client.post(f"{PLAN}scenarios/{scenario.number}/", {"do": "delete"}).status_code == 302
    assert not ProjectPlan.objects.filter(kind="scenario").exists()
    assert Task.objects.filter(plan=plan).count() == len(tasks)


@pytest.mark.parametrize("path", ["", "baselines/", "scenarios/", "scenarios/PLN-2/", "level/"])
def test_each_page_asks_few_questions_of_the_tables(at: tuple[Client, int, list[int]], path: str) -> None:
    client, plan, _ = at
    scenario_of(client)
    done("project-plan.take-baseline", plan, name="Contract")
    client.get(f"{PLAN}{path}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{PLAN}{path}").status_code == 200
    assert len(asked) <= 25, path


def test_a_scenario_with_people_beside_its_plan_asks_few_questions_of_the_tables(at: tuple[Client, int, list[int]]) -> None:
    client, _, tasks = at
    for key in tasks:
        made("assignment", task=key, person=made("person", name=f"Worker {key}"))
    scenario = scenario_of(client)
    done("task.edit", Task.objects.get(plan=scenario, origin=tasks[0]).pk, duration_minutes=450)
    page = f"{PLAN}scenarios/{scenario.number}/"
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        told = words(client.get(page))
    assert len(asked) <= 24 and f"Worker {tasks[0]}" in told


def test_pages_of_a_project_that_is_not_seen_are_not_there(staff: Any, at: tuple[Client, int, list[int]]) -> None:
    client = logged_in(staff("Ben"))
    for path in ("", "begin/", "baselines/", "scenarios/"):
        assert client.get(f"{PLAN}{path}").status_code == 404, path


def test_the_names_of_templates_are_those_that_are_offered(boss: Actor, moving: int) -> None:
    for_client()
    PlanTemplate.objects.filter(pk=moving).update(state="retired")
    assert "Office move" not in words(logged_in(boss).get(f"{PLAN}begin/"))


@pytest.mark.parametrize("path", ["baselines/", "scenarios/", "scenarios/PLN-2/", "level/", "chances/"])
def test_beside_the_plan_one_still_stands_in_its_project(at: tuple[Client, int, list[int]], path: str) -> None:
    client, _, _ = at
    scenario_of(client)
    told = client.get(f"{PLAN}{path}").content.decode()
    assert re.search(r'<nav class="tabs"[^>]*>.*href="/projects/PRJ-1/plan/" aria-current="page"', told)


def test_of_a_project_that_is_over_nothing_is_set_up_levelled_or_simulated(at: tuple[Client, int, list[int]]) -> None:
    client, _, _ = at
    assert "Set up the usual columns" in words(client.get("/projects/PRJ-1/board/"))
    Project.objects.update(state="closed")
    board, chances = words(client.get("/projects/PRJ-1/board/")), words(client.get(f"{PLAN}chances/"))
    assert "This project is over, and had no board" in board and "Set up the usual columns" not in board
    assert "This project is over: its dates stand." in chances and "not simulate it" not in chances and "Simulate the plan" not in chances
    level = client.get(f"{PLAN}level/")
    assert "This project is over: its dates stand." in words(level) and 'value="level"' not in level.content.decode()
    assert "Level 1 plan" not in words(client.get("/portfolio/level/"))
    for asked in ("level", "chances"):
        told = client.post(f"{PLAN}{asked}/", {"do": {"level": "level", "chances": "simulate"}[asked]}, follow=True)
        assert "PRJ-1 is over: its dates stand. Reopen it first." in words(told)


def test_a_new_dependency_leads_back_to_the_tab_it_was_begun_on(at: tuple[Client, int, list[int]]) -> None:
    client, _, _ = at
    tab = "/projects/PRJ-1/project-dependencies/project/"
    first = Project.objects.get().pk
    other = made("project", name="Data centre", kind="internal", billing="none", sponsor=made("person", name="Dora Chief"))
    new = re.search(r'href="(/project-dependencies/new/[^"]*)"', client.get(tab).content.decode())
    assert new is not None
    address = html.unescape(new[1])
    answer: Any = client.post(address, {"project": first, "on_project": other, "what": "Power", "needed_on": "2026-04-01"})
    assert (answer.status_code, answer.headers.get("Location")) == (302, tab), words(answer)[:3000]
