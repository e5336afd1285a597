"""SR-16: tasks and a responsibility are given to somebody, who takes one and declines the other, and whoever gave them sees it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done, made
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import link, send, tab, to, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAY = ("person.view", "project.view", "project-member.view", "project-plan.view", "task.view", "task.mine", "task.report")
ANSWERS = ("assignment.view", "assignment.accept", "assignment.decline")


@pytest.mark.duty("SR-16")
def test_tasks_and_a_responsibility_are_given_answered_reported_on_and_followed(visit: Any, staff: Any) -> None:
    plan, scope = sold_plan()
    for name in ("Rack the switches", "Pull the cables"):
        task(plan, scope, name, 2)
    bo = staff("Bo", *MAY, *ANSWERS)
    done("person.connect", made("person", name="Bo Baker"), account=bo.account)
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal")
    page.get_by_role("region", name="Who is who").get_by_role("link", name="Add", exact=True).click()
    send(page, "Create", Person="Bo Baker", Part="Team manager", Duties="Everything in the cellar")
    expect(page.get_by_role("listitem").filter(has_text="Bo Baker")).to_contain_text("Team manager")
    tab(page, "Plan")
    chart = Chart(page)
    chart.show("People")
    for name in ("Rack the switches", "Pull the cables"):
        chart.put(name, "Who", "Bo Baker")

    theirs = visit(actor=bo)
    told = theirs.go("/")
    told.get_by_role("button", name="Accept Rack the switches").click()
    expect(told.get_by_text("You will do it: Rack the switches.")).to_be_visible()
    told.get_by_label("Decline Pull the cables").click()
    told.get_by_role("button", name="I am away then").click()
    expect(told.get_by_text("Declined: Pull the cables.")).to_be_visible()
    told.get_by_label("Report on Rack the switches").click()
    told.get_by_role("button", name="50 %").locator("visible=true").click()
    expect(told.get_by_text("Reported: Rack the switches.")).to_be_visible()
    to_project(told, "Network renewal")
    expect(told.get_by_role("listitem").filter(has_text="Bo Baker")).to_contain_text("Team manager")

    to(page, "Projects")
    link(page, "Network renewal")
    tab(page, "Board")
    page.locator("summary").filter(has=page.get_by_role("img", name="More", exact=True)).last.click()
    link(page, "Answers and reports")
    declined = page.get_by_role("listitem").filter(has_text="Pull the cables")
    expect(declined).to_contain_text("I am away then")
    expect(declined).to_contain_text("Bo Baker")
    tab(page, "Plan")
    expect(page.get_by_role("treegrid").get_by_role("row", name="Rack the switches")).to_contain_text("50 %")
    assert (window.said, theirs.said) == ([], [])
