"""SR-4 and SR-8: scope, goals and deliverables are agreed and serve the business; what success is, everybody is sent and keeps in sight."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.projects.works import AGREED, done, for_client, made
from tests.kernel.notices import follow_all
from tests.web.journeys.steps import add, do_with, link, send, tab, to, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.duty("SR-4")
def test_scope_goals_and_deliverables_are_agreed_with_those_who_answer_for_them_and_serve_a_goal_of_the_business(visit: Any) -> None:
    project, contact = for_client()
    done("project.edit", project, client_sponsor=contact)
    window = visit()
    page = window.go("/")
    to(page, "Organisations")
    link(page, "Harbour Council")
    tab(page, "Business goals")
    link(page, "New business goal")
    send(page, "Create", Goal="Every service is online by 2027", Measure="Of 40 services, 40")

    to_project(page, "Network renewal", "Goals")
    add(page, "Goal", Goal="Every room has a network", Business_goal="Every service is online by 2027")
    expect(page.get_by_text("serves: Every service is online by 2027")).to_be_visible()
    do_with(page, "Every room has a network", "Sign off", **{"Signed off by (client)": "Mona Field"})
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 1 goal signed off")
    expect(page.get_by_text("signed off: Mona Field")).to_be_visible()
    add(page, "Deliverable", Name="Network plan", Acceptance_criteria="Every room has a port.")

    tab(page, "Scope")
    link(page, "Propose the first item")
    send(page, "Propose", Name="Switches in the town hall", Source="Statement of work 12")
    link(page, "Approve Switches in the town hall")
    expect(page.get_by_role("dialog").get_by_label("Approved by (client)")).to_have_value("Mona Field")  # who decides at the client
    send(page, "Record the approval", Authority=AGREED["authority"], Document=AGREED["document"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 item agreed")
    expect(page.get_by_text("Mona Field approved it on")).to_be_visible()

    tab(page, "Goals")
    link(page, "Project brief")
    brief = page.get_by_role("article")
    for told in ("Every room has a network", "Every service is online by 2027", "Mona Field", "Network plan", "Switches in the town hall"):
        expect(brief).to_contain_text(told)
    assert window.said == []


@pytest.mark.duty("SR-8")
def test_success_criteria_go_to_everybody_at_a_gate_and_stay_in_sight_to_the_end(visit: Any, staff: Any) -> None:
    project, contact = for_client()
    done("project.edit", project, client_sponsor=contact)
    bo = staff("Bo", *("project.view", "stage.view", "success-criterion.view", "criteria-copy.view", "notice.view"))
    colleague = made("person", name="Bo Baker")
    done("person.connect", colleague, account=bo.account)
    made("project-member", project=project, person=colleague, part="team-manager")
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Goals")
    add(page, "Criterion", Criterion="Uptime in the first month", Target="99.9 %", Measured_how="By the monitoring", Due="2026-05-31")
    add(page, "Stage", Name="Delivery", Order="1", Finishes="2026-03-31", Gate_criteria="It runs in every room.")
    do_with(page, "Delivery", "Begin")
    sent = page.locator("summary", has_text="Last sent for Delivery")
    expect(sent).to_be_visible()
    do_with(page, "Delivery", "Send criteria")
    sent.click()
    expect(page.get_by_text("by a notice: Bo Baker")).to_have_count(2)
    expect(page.get_by_text("to be handed over: Mona Field")).to_have_count(2)

    follow_all()
    theirs = visit(actor=bo)
    told = theirs.go("/")
    to(told, "Inbox")
    told.get_by_role("row", name="sent you the success criteria of this project").first.get_by_role("link").first.click()
    expect(told.get_by_role("main")).to_contain_text("Uptime in the first month: 99.9 %, by 2026-05-31")

    tab(page, "Overview")
    beside = page.get_by_role("complementary", name="About this project")
    expect(beside).to_contain_text("Uptime in the first month")
    expect(beside).to_contain_text("99.9 %")
    tab(page, "Goals")
    do_with(page, "Delivery", "Pass gate", Decision="It runs in every room but two, which follow in April.")
    do_with(page, "Uptime in the first month", "Meet", Result="99.95 %")
    tab(page, "Overview")
    expect(beside).to_contain_text("99.95 %")
    expect(beside).to_contain_text("Met")
    assert (window.said, theirs.said) == ([], [])
