"""SYS-3 and SR-2: needs are found out, requirements written and agreed, and the plan is built from them until none is left without work."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.projects.works import approved_by_client, for_client, item
from tests.web.journeys.chart import Chart
from tests.web.journeys.steps import add, link, send, tab, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS = {
    "Needs": ("Who needs the network?", "Forty rooms have none.", "Renew it."),
    "Feasibility": ("Can it be done in use?", "Floor by floor, at night.", "Do it by floors."),
    "Impact": ("What will it change?", "Phones go over the network.", "Tell the switchboard."),
}
NEEDS = {
    "Guests are apart": ("Must have", "Head of IT", "As a guest, I need the internet, so that I can work.", "A guest reaches no server."),
    "Rooms are told": ("Could have", "Clerks", "As a clerk, I need a plan of ports, so that I find mine.", "It hangs in every room."),
}


@pytest.mark.duty("SYS-3", "SR-2")
def test_needs_become_requirements_and_requirements_become_the_plan(visit: Any) -> None:
    project, contact = for_client(starts_on="2026-03-02")
    approved_by_client(item(project), contact)
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Requirements")
    for kind, (question, found, recommended) in QUESTIONS.items():
        add(page, "Assessment", Kind=kind, Question=question, Findings=found, Recommendation=recommended)
        link(page, question)
        link(page, "Conclude")
        send(page, "Conclude")
        link(page, "Network renewal")
        tab(page, "Requirements")
    expect(page.get_by_role("list").filter(has_text="Renew it.").get_by_text("Concluded")).to_have_count(3)

    for at, (name, (priority, source, need, accepted)) in enumerate(NEEDS.items()):
        given = {"Requirement": name, "Priority": priority, "Source": source, "User need": need, "Acceptance criteria": accepted}
        add(page, "Requirement" if at else "First requirement", **given)
    link(page, "Guests are apart")
    link(page, "Agree")
    send(page, "Agree")
    link(page, "Network renewal")
    tab(page, "Requirements")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, 2 without a task")

    tab(page, "Plan")
    page.get_by_role("button", name="Type the first task").click()
    Chart(page).begin("Set up a network for guests", "Print the plan of ports", "Pull the cables")
    tab(page, "Requirements")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, 2 without a task; 3 tasks that none asks for")
    page.get_by_role("button", name="Guests are apart: Set up a network for guests").click()
    expect(page.get_by_role("button", name="Guests are apart: Set up a network for guests")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Rooms are told: Print the plan of ports").click()
    expect(page.get_by_role("button", name="Rooms are told: Print the plan of ports")).to_have_attribute("aria-pressed", "true")
    tab(page, "Goals")
    add(page, "Deliverable", Name="Plan of ports", Acceptance_criteria="Every port is on it.")
    tab(page, "Requirements")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, each has a task; 1 task that none asks for")
    link(page, "Deliverables instead")
    page.get_by_role("button", name="Rooms are told: Plan of ports").click()
    expect(page.get_by_role("button", name="Rooms are told: Plan of ports")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("link", name="As a document").last.click()
    paper = page.get_by_role("article")
    expect(paper).to_contain_text("3 questions looked into")
    for told in ("Forty rooms have none.", "Do it by floors.", "Tell the switchboard."):
        expect(paper).to_contain_text(told)
    page.go_back()
    page.get_by_role("link", name="As a document").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network renewal: 2 requirements")
    line = page.get_by_role("article").get_by_role("row", name="Rooms are told")
    expect(line).to_contain_text("It hangs in every room.")
    expect(line.get_by_role("cell").nth(-2)).to_have_text("1")
    expect(line.get_by_role("cell").nth(-1)).to_have_text("1")
    assert window.said == []
