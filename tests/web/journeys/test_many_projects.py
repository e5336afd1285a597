"""PS-4: many projects, long and short at the same time: the worst is seen first, and each day what is to be done in any of them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.settings import today_here
from tests.apps.planning.plans import link as linked
from tests.apps.planning.plans import task
from tests.apps.projects.works import approved_by_client, client, done, item, made
from tests.web.journeys.steps import choose, link, tab, to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHORT = {"Printer swap": "Swap the printers", "Site survey": "Walk through the rooms"}
LONG = {"Data centre move": "Move the racks", "Housing system": "Move the data", "Network renewal": "Pull the cables"}


@pytest.fixture
def many(boss: Actor) -> None:
    """Five projects under way that the boss manages and works for; one of the short ones cannot keep its day."""
    organisation, contact = client()
    me = made("person", name="Ann Archer")
    done("person.connect", me, account=boss.account)
    today = today_here()
    monday = today - timedelta(days=today.weekday())
    for name, what in (SHORT | LONG).items():
        days = 2 if name in SHORT else 60
        promised = monday - timedelta(days=3) if name == "Printer swap" else monday + timedelta(days=3 * days + 30)
        project = made("project", name=name, kind="client", billing="fixed-price", organisation=organisation, manager=me)
        done("project.edit", project, committed_finish=str(promised))
        done("project.start", project)
        scope = item(project)
        approved_by_client(scope, contact)
        plan = made("project-plan", project=project, name=name, starts_at=f"{datetime.combine(monday, datetime.min.time()):%Y-%m-%d} 09:00")
        first, end = task(plan, scope, what, days), task(plan, scope, f"{name} done", kind="milestone")
        linked(first, end)
        made("assignment", task=first, person=me)


@pytest.mark.duty("PS-4")
def test_many_projects_long_and_short_are_led_from_the_portfolio_and_today(visit: Any, many: None) -> None:
    window = visit()
    page = window.go("/")
    to(page, "Portfolio")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 5 projects")
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Printer swap")  # the worst stands first
    choose(page, "Worst first", "First to finish")
    for at, names in enumerate((SHORT, SHORT, LONG, LONG, LONG), 1):
        assert any(name in rows.nth(at).inner_text() for name in names)
    choose(page, "No groups", "By client")
    expect(page.get_by_role("rowheader", name="Harbour Council 1 of 5")).to_be_visible()

    link(page, "Printer swap")
    expect(page.get_by_role("heading", level=1)).to_contain_text("after the commitment")
    expect(page.get_by_role("main")).to_contain_text("1 assignment is not answered")
    tab(page, "Plan")
    link(page, "Table")
    link(page, "Swap the printers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Swap the printers")

    to(page, "Today")
    expect(page.get_by_role("heading", level=1)).to_have_text("5 things wait for you")
    for name in (*SHORT.values(), *LONG.values()):
        page.get_by_role("button", name=f"Accept {name}").click()
        expect(page.get_by_text(f"You will do it: {name}.")).to_be_visible()
    page.get_by_role("button", name="Swap the printers is done").click()
    expect(page.get_by_text("Done: Swap the printers.")).to_be_visible()
    page.get_by_label("Report on Move the racks").click()
    page.get_by_role("button", name="25 %").locator("visible=true").click()
    expect(page.get_by_text("Reported: Move the racks.")).to_be_visible()

    to(page, "Portfolio")
    expect(page.get_by_role("row", name="Printer swap")).to_contain_text("50 %")
    expect(page.get_by_role("row", name="Data centre move")).to_contain_text("0 %")
    assert window.said == []
