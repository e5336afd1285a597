"""Bringing a plan file in a real browser: chosen, looked at, answered, brought; nothing axe objects to, in any look."""

from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.models import Task
from milepost.kernel.access import Actor
from milepost.kernel.bringing import enqueue_look, way_of
from milepost.kernel.jobs.run import run_one
from tests.apps.planning.foreign_plans import as_file, kept_in
from tests.apps.projects.works import for_client, made
from tests.web.axe import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BASE = "/projects/PRJ-1/plan/"
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]


def work() -> None:
    """Every job that is due."""
    while run_one("tests"):
        pass


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_a_plan_file_are_accessible_quiet_and_fit(visit: Any, boss: Actor, width: int, scheme: str) -> None:
    project, _ = for_client()
    made("person", name="Ana Bell", email="ana@example.org")
    way = way_of("project-plan")
    assert way is not None
    looks = [
        enqueue_look(boss, way, name, [content], {"project": project})
        for name, content in (("renewal.xml", as_file()), ("plan.pdf", b"%PDF-1.7"))
    ]
    work()
    window = visit(width=width, scheme=scheme)
    pages = [f"{BASE}bring/", *(f"{BASE}bring/{one.key}/" for one in looks)]
    found = {}
    for path in pages:
        page = window.go(path)
        if page.locator("input[name=agreed][value=yes]").count():
            page.check("input[name=agreed][value=yes]")
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in pages}


def test_a_file_is_brought_in_three_steps(visit: Any, boss: Actor, tmp_path: Path) -> None:
    for_client()
    page = visit().go(f"{BASE}bring/")
    page.set_input_files("input[type=file]", kept_in(tmp_path, as_file()))
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("Reading renewal.xml").wait_for()
    work()
    page.get_by_role("heading", name="8 tasks can come into the plan").wait_for()
    assert not page.get_by_label("Authority").is_visible()
    page.get_by_label("Yes, by whom").check()
    assert page.get_by_label("Authority").is_visible()
    page.get_by_label("Not yet").check()
    page.get_by_role("button", name="Bring it into the plan").click()
    page.get_by_text("Bringing renewal.xml").wait_for()
    work()
    page.get_by_role("heading", name="8 tasks are in the plan").wait_for()
    assert Task.objects.count() == 8
    page.get_by_role("link", name="To the chart").click()
    page.locator("mp-gantt").wait_for(state="attached")
