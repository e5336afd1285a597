"""A what-if beside the plan: branched, changed, and merged where both changed the same, with nobody's value lost unseen."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.planning.plans import link as linked
from tests.apps.planning.plans import sold_plan, task
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import choose, control, link, tab, to_project, up

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_what_if_is_merged_after_its_conflict_with_the_plan_was_shown(visit: Any) -> None:
    plan, scope = sold_plan()
    survey, cable = task(plan, scope, "Survey", 2), task(plan, scope, "Cable", 5)
    linked(survey, cable)
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Plan")
    choose(page, "Compare", "Scenarios")
    control(page, "What do you try?").fill("A second team")
    page.get_by_role("button", name="Branch").click()
    page.get_by_text("Branched. Change what you like here").wait_for()
    chart = Chart(page)
    chart.show("Duration")
    chart.put("Survey", "Length", "1d")
    chart.put("Cable", "Length", "3d")

    tab(page, "Plan")  # the plan itself is as it was
    chart = Chart(page)
    expect(chart.row("Cable")).to_contain_text("5 d")
    chart.put("Cable", "Length", "8d")
    choose(page, "Compare", "Scenarios")
    expect(page.get_by_role("row", name="A second team")).to_contain_text("1 conflict")
    link(page, "A second team")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A second team: ends 8 days earlier")
    row = page.get_by_role("row", name="Cable")
    for told in ("conflict", "5 days", "8 days", "changed there meanwhile", "3 days"):
        expect(row).to_contain_text(told)
    expect(page.get_by_role("checkbox", name="Survey")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Cable")).not_to_be_checked()
    page.get_by_role("button", name="Merge what is ticked").click()
    page.get_by_text("Merged: what you chose is in the plan now.").wait_for()
    expect(page.get_by_role("checkbox", name="Survey")).to_have_count(0)

    page.get_by_role("checkbox", name="Cable").check()
    page.get_by_role("button", name="Merge what is ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("The plan changed Duration of TSK-2 Cable as well")
    page.get_by_role("checkbox", name="Cable").check()
    page.get_by_role("checkbox", name="Where both changed the same").check()
    page.get_by_role("button", name="Merge what is ticked").click()
    expect(page.get_by_role("heading", name="Nothing differs from the plan")).to_be_visible()
    up(page, "Plan")
    chart = Chart(page)
    expect(chart.row("Survey")).to_contain_text("1 d")
    expect(chart.row("Cable")).to_contain_text("3 d")
    assert window.said == []
