"""APM-19: a roadmap is built from the milestones of projects, by quarter, follows them, and is given out as a document."""

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from milepost.kernel.settings import today_here
from tests.apps.projects.works import approved_by_client, for_client, item
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import download, link, pdf_text, to, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def quarter_after(many: int) -> tuple[str, date]:
    """So many quarters from now: what it is called, and a Wednesday within."""
    today = today_here()
    first = date(today.year, today.month - (today.month - 1) % 3, 1)
    for _ in range(many):
        first = (first + timedelta(days=100)).replace(day=1)
    inside = first + timedelta(days=40)
    return f"Q{(first.month + 2) // 3} {first.year}", inside + timedelta(days=(2 - inside.weekday()) % 7)


def cell(page: Page, project: str, quarter: str) -> Locator:
    """What a project reaches in a quarter."""
    table = page.get_by_role("table", name="What each project reaches in which quarter")
    expect(table.get_by_role("columnheader", name=quarter)).to_be_visible()
    place = table.get_by_role("columnheader").all_inner_texts().index(quarter)
    return table.get_by_role("row", name=project).get_by_role("cell").nth(place - 1)


@pytest.mark.duty("APM-19")
def test_a_roadmap_is_built_of_milestones_by_quarter_follows_them_and_is_given_out(visit: Any) -> None:
    (next_one, soon), (later_one, later) = quarter_after(1), quarter_after(2)
    project, contact = for_client(name="Online services", starts_on=str(today_here()))
    approved_by_client(item(project), contact)
    window = visit()
    page = window.go("/")
    to_project(page, "Online services", "Plan")
    page.get_by_role("button", name="Type the first task").click()
    chart = Chart(page)
    chart.begin("Pilot live", "All services live")
    chart.show("Duration")
    for name, day in (("Pilot live", soon), ("All services live", later)):
        chart.put(name, "Length", "0")
        chart.put(name, "Finish", str(day))
    to(page, "Portfolio")
    link(page, "Roadmap")
    expect(cell(page, "Online services", next_one)).to_contain_text("Pilot live")
    expect(cell(page, "Online services", later_one)).to_contain_text("All services live")

    cell(page, "Online services", next_one).get_by_role("link", name="Pilot live").click()
    Chart(page).put("Pilot live", "Finish", str(later))
    to(page, "Portfolio")
    link(page, "Roadmap")
    expect(cell(page, "Online services", later_one)).to_contain_text("Pilot live")
    expect(cell(page, "Online services", next_one)).not_to_contain_text("Pilot live")

    link(page, "Roadmap as a document")
    paper = page.get_by_role("article")
    expect(paper.get_by_role("row", name="Online services").first).to_contain_text("Pilot live")
    text = pdf_text(download(page, "PDF"))
    assert all(one in text for one in ("Delivery roadmap", later_one, "Pilot live", "All services live")), text
    assert window.said == []
