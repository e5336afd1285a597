"""Journeys on the plan in a real browser: built by keyboard alone, tried out beside it and merged; and what its pages look like."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.apps.planning.models import ProjectPlan, Task, TaskDates, TaskLink
from milepost.kernel.access import Actor
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, for_client, made
from tests.web.axe import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]
PLAN = "/projects/PRJ-1/plan/"


def template() -> int:
    found = made("plan-template", name="Office move", description="Rooms, cables, people.")
    phase = made("template-task", template=found, name="Prepare")
    made("template-task", template=found, name="Survey", parent=phase, duration_minutes=900)
    return found


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_beside_the_chart_are_accessible_quiet_and_fit(visit: Any, boss: Actor, width: int, scheme: str) -> None:
    key = template()
    project, _ = for_client()
    window = visit(width=width, scheme=scheme)
    found: dict[str, Any] = {}

    def look(path: str) -> None:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()

    look(PLAN)
    look(f"{PLAN}begin/?template={key}&starts=2026-03-02")
    look("/projects/from-file/")
    plan = made("project-plan", project=project, name="Move", starts_at="2026-03-02 09:00")
    scope = made("scope-item", project=project, name="All of it")
    survey = task(plan, scope, "Survey", 2)
    look(f"{PLAN}baselines/")
    look(f"{PLAN}scenarios/")
    scenario = made("project-plan", project=project, name="Sooner", branched_from=plan)
    done("task.edit", Task.objects.get(plan=scenario, origin=survey).pk, duration_minutes=450)
    done("task.edit", survey, duration_minutes=1350)
    look(f"{PLAN}scenarios/")
    look(f"{PLAN}scenarios/{ProjectPlan.objects.get(pk=scenario).number}/")
    assert not any(found.values()), found


def test_a_plan_is_built_by_keyboard_only(visit: Any, boss: Actor) -> None:
    for_client()
    page = visit().go(PLAN)
    page.get_by_role("button", name="Type the first task").focus()
    page.keyboard.press("Enter")
    name = page.get_by_label("Name of the new task")
    name.wait_for()
    for typed in ("Prepare", "Survey", "Cable"):
        page.keyboard.type(typed)
        if typed == "Survey":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".g-name", has_text=typed).wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".g-pending")).to_have_count(0)
    survey, cable = Task.objects.get(name="Survey"), Task.objects.get(name="Cable")
    assert survey.parent is not None and survey.parent.name == "Prepare" and cable.parent_id == survey.parent_id
    page.locator(".g-scroll").focus()
    for key in ("Control+Home", "ArrowDown", "l", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.locator("#toasts").get_by_text("Create: task link").wait_for()
    assert TaskLink.objects.filter(predecessor=survey.pk, successor=cable.pk).exists()
    before = TaskDates.objects.get(task=cable.pk).start
    for key in ("Control+Home", "ArrowDown", "d", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#toasts").get_by_text("Edit: Survey.").wait_for()
    assert TaskDates.objects.get(task=cable.pk).start > before


def test_a_scenario_is_branched_changed_compared_and_merged(visit: Any, boss: Actor) -> None:
    plan, scope = sold_plan()
    survey, cable = task(plan, scope, "Survey", 2), task(plan, scope, "Cable", 5)
    link(survey, cable)
    page = visit().go(PLAN)
    page.locator(".g-row").first.wait_for()
    page.locator("summary", has_text="Compare").click()
    page.get_by_role("link", name="Scenarios").click()
    page.get_by_label("What do you try?").fill("Second team")
    page.get_by_role("button", name="Branch").click()
    page.locator(".g-row", has_text="Cable").wait_for()
    copy = Task.objects.get(plan__kind="scenario", origin=cable)
    done("task.edit", copy.pk, duration_minutes=2 * 450)
    page.goto(page.url.split("?")[0] + "scenarios/")
    page.get_by_role("link", name="Second team").click()
    page.get_by_role("heading", name="Second team: ends", exact=False).wait_for()
    assert page.get_by_label("Cable", exact=False).is_checked()
    page.get_by_role("button", name="Merge what is ticked").click()
    page.get_by_text("Merged: what you chose is in the plan now.").wait_for()
    page.get_by_role("heading", name="Nothing differs from the plan").wait_for()
    assert Task.objects.get(pk=cable).duration_minutes == 900
