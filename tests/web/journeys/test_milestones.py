"""SR-6: milestones are planned on the chart by keys alone, agreed as a baseline, and a slip is seen where it matters."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.apps.projects.works import approved_by_client, done, for_client, item, made
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import control

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLANNED = {
    "Survey": {"Length": "5d"},
    "Design agreed": {"Length": "0", "After": "1"},
    "Pull the cables": {"Length": "10d", "After": "2"},
    "Network live": {"Length": "0", "After": "3", "Deadline": "2026-03-24"},
}


def press(page: Page, role: Any, name: str) -> None:
    """What has the focus by that name is pressed: no pointer."""
    page.get_by_role(role, name=name, exact=True).first.press("Enter")


def compare(page: Page) -> None:
    """To the baselines."""
    page.locator("summary", has_text="Compare").press("Enter")
    press(page, "link", "Baselines")


@pytest.mark.duty("SR-6")
@pytest.mark.duty_part("SYS-1", "timeline: a slip stands beside commitment, baseline and deadline", where="overview of a project")
def test_milestones_are_planned_by_keys_agreed_and_tracked_until_one_slips(visit: Any) -> None:
    project, contact = for_client(starts_on="2026-03-02")
    approved_by_client(item(project), contact)
    done("project.edit", project, committed_finish="2026-03-24", manager=made("person", name="Petra Plan"))
    made("deliverable", project=project, name="Network plan", due_on="2026-03-06", acceptance_criteria="Every room has a port.")
    window = visit()
    page = window.go("/")
    press(page, "link", "Projects")
    expect(page.get_by_role("link", name="Network renewal")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("o")
    press(page, "link", "Plan")
    press(page, "button", "Type the first task")
    chart = Chart(page)
    chart.begin(*PLANNED)
    chart.show("Duration", "Predecessors", "Deadline")
    for name, cells in PLANNED.items():
        for head, value in cells.items():
            chart.put(name, head, value)
    for name, day in (("Design agreed", "6 March 2026"), ("Network live", "20 March 2026")):
        expect(chart.row(name)).to_contain_text("milestone")
        expect(chart.row(name)).to_contain_text(day)

    compare(page)
    control(page, "What is agreed by it?").fill("Agreed with the council")
    control(page, "What is agreed by it?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything stands as agreed in Agreed with the council")
    press(page, "link", "Show it in the chart")
    chart = Chart(page)
    chart.put("Pull the cables", "Length", "15d")
    expect(chart.row("Network live")).to_contain_text("misses its deadline")
    compare(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("It ends 7 days later than agreed; 2 tasks moved")
    moved = page.get_by_role("row", name="Network live")
    for told in ("Fri 20 Mar 2026", "Fri 27 Mar 2026", "7 days later"):
        expect(moved).to_contain_text(told)

    press(page, "link", "PRJ-1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("planned to finish on 27 Mar 2026, 3 days after the commitment")
    milestones = page.get_by_role("table", name="Next milestones")
    expect(milestones.get_by_role("row")).to_have_count(3)
    late = milestones.get_by_role("row", name="Network live")
    expect(late).to_contain_text("27 Mar 2026")
    expect(late).to_contain_text("24 Mar 2026")
    expect(late.get_by_role("img", name="later than its deadline")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Network plan")).to_contain_text("due 6 Mar 2026")
    assert window.said == []
