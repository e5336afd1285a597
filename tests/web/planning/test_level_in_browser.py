"""Levelling and chances in a real browser: nothing axe objects to, nothing wider than the screen; import, level, accept by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.apps.planning.models import LevellingProposal, Task
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Job
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made
from tests.web.axe import complaints
from tests.web.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
PLAN = "/projects/PRJ-1/plan/"


@pytest.fixture
def crowded() -> int:
    """A plan in which somebody has too much to do, levelled and simulated; the task that follows the others."""
    plan, scope = sold_plan()
    keys = [task(plan, scope, name, 2, worst_minutes=8 * 450) for name in ("Rack the switches", "Pull the cables", "Test the links")]
    person = made("person", name="Ana Bell")
    for key in keys:
        made("assignment", task=key, person=person)
    behind = task(plan, scope, "Handed over", kind="milestone", deadline_at="2026-03-09 17:30")
    for key in keys:
        link(key, behind)
    for verb in ("level", "simulate"):
        done(f"project-plan.{verb}", plan)
    all_done()
    return behind


def all_done() -> None:
    """Every job that waits."""
    Job.objects.filter(state="ready").update(run_after="2026-01-01T00:00Z")
    while run_one("test"):
        pass


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_are_accessible_quiet_and_fit(visit: Any, crowded: int, width: int, scheme: str) -> None:
    window: Visitor = visit(width=width, scheme=scheme)
    pages = (f"{PLAN}level/", f"{PLAN}chances/", f"{PLAN}why/{crowded}/", "/portfolio/level/")
    found = {}
    for path in pages:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in pages}


@pytest.mark.duty_part("SR-3", "people are given no more than they can do", where="level a plan")
def test_a_plan_is_levelled_and_accepted_by_keyboard_alone(visit: Any, crowded: int) -> None:
    LevellingProposal.objects.all().delete()
    Job.objects.all().delete()
    window: Visitor = visit()
    page = window.go(f"{PLAN}level/")
    page.get_by_role("button", name="Level the plan").press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    all_done()
    expect(page.get_by_role("heading", name="Levelled, it ends on")).to_be_visible()
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    boxes.nth(1).press("Space")
    page.get_by_role("button", name="Accept what is ticked").press("Enter")
    expect(page.get_by_text("This was accepted")).to_be_visible()
    assert Task.objects.exclude(leveling_delay_minutes=0).count() == 1 and crowded
