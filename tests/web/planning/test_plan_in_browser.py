"""The chart on the page of the house: what was begun before a log-in is saved after it, and what its menu opens."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.apps.planning.models import ProjectPlan, Task
from milepost.kernel.access import Actor
from milepost.kernel.models import Session
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import made
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/projects/PRJ-1/plan/"


@pytest.fixture
def survey(boss: Actor) -> int:
    plan, scope = sold_plan()
    return task(plan, scope, "Survey", 2)


def rename(page: Any, name: str) -> None:
    page.locator(".g-scroll").focus()
    for key in ("Control+Home", "Enter", "Control+a"):
        page.keyboard.press(key)
    page.locator(".g-editor input").fill(name)
    page.keyboard.press("Enter")


def test_after_a_new_log_in_elsewhere_what_was_typed_is_saved(visit: Any, survey: int) -> None:
    window = visit()
    page = window.go(PLAN)
    page.locator(".g-row", has_text="Survey").wait_for()
    Session.objects.all().delete()
    rename(page, "Survey of rooms")
    expect(page.locator(".g-fault")).to_contain_text("You are no longer logged in.")
    expect(page.locator(".g-editor input")).to_have_value("Survey of rooms")
    other = window.context.new_page()
    other.goto(f"{window.base}/projects/")
    other.get_by_label("Email").fill("ann@example.org")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in", exact=True).click()
    expect(other.get_by_role("heading", name="Projects", level=1)).to_be_visible()
    page.locator(".g-editor input").press("Enter")
    expect(page.locator(".g-editor")).to_have_count(0)
    expect(page.locator(".g-pending")).to_have_count(0)
    assert Task.objects.get(pk=survey).name == "Survey of rooms"


def test_a_task_is_opened_beside_the_chart_and_its_dates_are_asked_why(visit: Any, survey: int) -> None:
    scenario = ProjectPlan.objects.get(
        pk=made("project-plan", project=ProjectPlan.objects.get().project_id, name="Sooner", branched_from=ProjectPlan.objects.get().pk)
    )
    window = visit()
    for asks in ("", f"?plan={scenario.number}"):
        page = window.go(f"{PLAN}{asks}")
        page.locator(".g-row", has_text="Survey").wait_for()
        page.locator(".g-scroll").focus()
        page.keyboard.press("Control+Home")
        page.keyboard.press("w")
        expect(page.locator("#peek")).to_contain_text("Survey")
        page.keyboard.press("Escape")
        expect(page.locator("#peek")).not_to_be_visible()
        page.keyboard.press("o")
        expect(page.locator("#peek #peek-title")).to_contain_text("Survey")
        page.keyboard.press("Escape")
    assert window.said == []
