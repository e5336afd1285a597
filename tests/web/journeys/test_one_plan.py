"""SYS-2: one plan says what is done, by whom, what is handed over when, and how far it is; and every view of it says the same."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.projects.works import approved_by_client, for_client, item, made
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import add, choose, link, pdf_text, tab, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.duty("SYS-2")
@pytest.mark.duty_part("SR-3", "a detailed plan with who works on what and how far it is", where="a project's plan page")
def test_a_plan_says_tasks_people_deliverables_and_status_alike_in_every_view(visit: Any) -> None:
    project, contact = for_client(starts_on="2026-03-02")
    approved_by_client(item(project), contact)
    made("person", name="Ana Bell")
    made("person", name="Ben Cole")
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Plan")
    page.get_by_role("button", name="Type the first task").click()
    chart = Chart(page)
    chart.begin("Survey", "Pull the cables")
    chart.show("Duration", "Predecessors", "People")
    for name, cells in {"Survey": {"Length": "2d", "Who": "Ana Bell"}, "Pull the cables": {"Length": "5d", "After": "1"}}.items():
        for head, value in cells.items():
            chart.put(name, head, value)
    chart.put("Pull the cables", "Who", "Ana Bell 50 %; Ben Cole")
    chart.put("Survey", "%", "40")
    expect(chart.row("Survey")).to_contain_text("2 March 2026")
    expect(chart.row("Pull the cables")).to_contain_text("after 1, Ana Bell 50 %; Ben Cole")
    with page.expect_download() as coming:
        choose(page, "Files", "PDF with the chart")
    printed = pdf_text(coming.value.path().read_bytes())
    assert all(one in printed for one in ("Survey", "Pull the cables", "Ben Cole")), printed

    tab(page, "Goals")
    add(page, "Deliverable", Name="Network plan", Due="2026-03-13", Acceptance_criteria="Every room has a port.")
    tab(page, "Overview")
    main = page.get_by_role("main")
    for told in ("0 of 1 deliverable accepted", "due 13 Mar 2026", "0 / 2", "3 assignments are not answered"):
        expect(main).to_contain_text(told)
    tab(page, "Plan")
    link(page, "Table")
    expect(page.get_by_role("row", name="Survey")).to_contain_text("40")
    link(page, "Board")
    page.get_by_role("button", name="Set up the usual columns").click()
    doing = page.get_by_role("region", name="Doing", exact=True)
    expect(doing).to_contain_text("Survey")
    expect(doing.get_by_role("img", name="Ana Bell")).to_be_visible()
    assert window.said == []
