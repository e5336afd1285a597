"""As a new user: from an empty house and a file of MS Project to a levelled plan, and the day that it keeps with four chances of five."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from milepost.engine.model import Assignment, Calendar, Link, Plan, Resource, Settings, Task, weekdays
from milepost.values import HOUR, to_moment
from tests.apps.planning.foreign_plans import as_file, kept_in
from tests.web.journeys.steps import fill_in, link, to, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = to_moment(datetime(2026, 3, 2, 8))
OWN = Plan(
    name="Town hall",
    title="Town hall",
    start=MONDAY,
    settings=Settings(minutes_per_day=480, minutes_per_week=2400),
    calendars=(Calendar("1", "Town hall", weekdays()),),
    calendar="1",
    resources=(Resource("1", "Ana Bell", uid=1), Resource("2", "Ben Cole", uid=2)),
    tasks=(
        *(Task(str(at), name, uid=at, row=at, duration=24 * HOUR) for at, name in enumerate(("Rack", "Cable", "Configure"), 1)),
        Task("4", "Handed over", uid=4, row=4, milestone=True),
    ),
    links=tuple(Link(str(at), "4") for at in (1, 2, 3)),
    assignments=(
        Assignment("1", "1", "1", uid=1, units=1_000_000, work=24 * HOUR),
        Assignment("2", "2", "1", uid=2, units=1_000_000, work=24 * HOUR),
        Assignment("3", "3", "2", uid=3, units=1_000_000, work=24 * HOUR),
    ),
)


def from_file_to_certainty(page: Page, file: Path) -> int:
    """All that a new user does; how many tasks it was."""
    to(page, "Projects")
    link(page, "From a plan file")
    page.get_by_label("A plan file").set_input_files(file)
    page.get_by_role("button", name="Make the project and look at the file").click()
    expect(page.get_by_role("heading", name="Reading")).to_be_visible()
    work()
    can = page.get_by_role("heading", name=re.compile("tasks can come into the plan"))
    expect(can).to_be_visible()
    tasks = int(can.inner_text().split()[0].replace(",", ""))
    page.get_by_label("Yes, by whom").check()
    fill_in(page, {"Authority": "Its sponsor", "Document": "Plan of the steering group"})
    page.get_by_role("button", name="Bring it into the plan").click()
    expect(page.get_by_role("heading", name="Bringing")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name=re.compile("tasks are in the plan"))).to_be_visible()

    link(page, "Level it")
    page.get_by_role("button", name="Level the plan").click()
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Levelled, it ends on|Nobody has more"))
    accept = page.get_by_role("button", name="Accept all of it")
    if accept.count():
        accept.click()
        link(page, "How sure is that finish?")
    else:
        link(page, "To the chart")
        link(page, "Chances")
    page.get_by_role("button", name="Simulate the plan").click()
    work()
    return tasks


@pytest.mark.duty_part("SYS-2", "a plan file of another program becomes the plan, levelled, with its P80", where="/projects/from-file/")
def test_a_new_user_comes_from_their_file_to_a_levelled_plan_and_its_p80(visit: Any, tmp_path: Path) -> None:
    window = visit()
    page = window.go("/")
    expect(page.get_by_role("heading", name="Begin here")).to_be_visible()
    assert from_file_to_certainty(page, kept_in(tmp_path, as_file(OWN), "town_hall.xml")) == 4
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"80.%"))
    link(page, "To the chart")
    expect(page.get_by_role("treegrid").get_by_role("row", name="Handed over")).to_contain_text("80 % sure by")
    to(page, "Portfolio")
    expect(page.get_by_role("row", name="Town hall")).to_contain_text("P80")
    assert window.said == []


def test_a_new_user_s_real_file_comes_as_far(visit: Any, shared_data: Path) -> None:
    window = visit()
    page = window.go("/")
    assert from_file_to_certainty(page, shared_data / "plans" / "mspdi" / "projectlibre__New Product.xml") > 10
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"80.%"))
    assert window.said == []
