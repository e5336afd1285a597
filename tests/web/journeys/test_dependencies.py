"""SR-18: why a date stands, what is critical, and a dependency between two projects that does not fit until one of them is changed."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.planning.plans import link as linked
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import approved_by_client, item, made
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import link, send, tab, to, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def two_projects() -> None:
    """A network that waits for its racks, with a task that has time; and a move of the data centre that brings them."""
    plan, scope = sold_plan()
    survey, cables, paper = task(plan, scope, "Survey", 5), task(plan, scope, "Pull the cables", 10), task(plan, scope, "Write it down", 2)
    live = task(plan, scope, "Network live", kind="milestone")
    for before, behind in ((survey, cables), (cables, live), (survey, paper)):
        linked(before, behind)
    client = made("organisation", name="Quay Housing", kind="client")
    other = made("project", name="Data centre move", kind="client", billing="fixed-price", organisation=client)
    contact = made("contact", organisation=client, name="Dora Quay")
    theirs = item(other, name="Racks")
    approved_by_client(theirs, contact)
    move = made("project-plan", project=other, name="Data centre move", starts_at="2026-03-02 09:00")
    racks, there = task(move, theirs, "Order the racks", 10), task(move, theirs, "Racks delivered", kind="milestone")
    linked(racks, there)


@pytest.mark.duty("SR-18")
def test_dates_say_why_the_critical_path_is_seen_and_a_dependency_that_does_not_fit_is_mended(visit: Any) -> None:
    two_projects()
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Plan")
    chart = Chart(page)
    chart.to("Network live")
    for name in ("Survey", "Pull the cables", "Network live"):
        expect(chart.row(name)).to_contain_text("on the critical path")
    expect(chart.row("Write it down")).to_contain_text("8 d of float")
    page.get_by_role("toolbar").locator("summary", has_text="Filter").click()
    page.get_by_role("checkbox", name="Critical", exact=True).check()
    expect(page.get_by_text("3 of 4 tasks")).to_be_visible()
    chart.to("Pull the cables")
    chart.keys("w")
    why = page.get_by_role("dialog", name="Why Pull the cables stands there")
    expect(why).to_contain_text("If it did not wait for TSK-1 Survey it would start on Mon 2 Mar 2026")
    expect(why.get_by_role("link", name="Network live")).to_be_visible()
    page.keyboard.press("Escape")

    tab(page, "Dependencies")
    link(page, "New project dependency")
    send(page, "Create", For="Two racks in the cellar", From="Data centre move", On_task="Racks delivered", Needed="2026-03-09")
    to(page, "Portfolio")
    link(page, "Who waits 1 likely late")
    row = page.get_by_role("row", name="Two racks in the cellar")
    expect(row).to_contain_text("Data centre move: Racks delivered")
    expect(row).to_contain_text("4 days too late")

    row.get_by_role("link", name="Data centre move").click()
    tab(page, "Plan")
    chart = Chart(page)
    chart.show("Duration")
    chart.put("Order the racks", "Length", "5d")
    to(page, "Portfolio")
    link(page, "Who waits")
    expect(page.get_by_role("row", name="Two racks in the cellar")).to_contain_text("in time")
    assert window.said == []
