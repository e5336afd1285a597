"""SR-2 and SYS-3: needs are found out, requirements written and agreed, and the plan is built from them until none is left without work."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

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


@pytest.fixture
def page(visit: Any) -> Any:
    """The requirements of a project whose client has approved what it is to bring, and that has nothing else yet."""
    project, contact = for_client(starts_on="2026-03-02")
    approved_by_client(item(project), contact)
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Requirements")
    yield page
    assert window.said == []


def find_out(page: Page, kind: str) -> None:
    """A question is looked into and concluded."""
    question, found, recommended = QUESTIONS[kind]
    add(page, "Assessment", Kind=kind, Question=question, Findings=found, Recommendation=recommended)
    link(page, question)
    link(page, "Conclude")
    send(page, "Conclude")
    link(page, "Network renewal")
    tab(page, "Requirements")
    expect(page.get_by_role("listitem").filter(has_text=question)).to_contain_text("Concluded")


def ask_for(page: Page, name: str, *, first: bool) -> None:
    """A requirement, with who needs it, how much it matters, and by what it is told that it is met."""
    priority, source, need, accepted = NEEDS[name]
    given = {"Requirement": name, "Priority": priority, "Source": source, "User need": need, "Acceptance criteria": accepted}
    add(page, "First requirement" if first else "Requirement", **given)


def trace(page: Page, cell: str) -> None:
    """A cell of the matrix is pressed."""
    page.get_by_role("button", name=cell).click()
    expect(page.get_by_role("button", name=cell)).to_have_attribute("aria-pressed", "true")


@pytest.mark.duty("SR-2")
def test_needs_feasibility_and_impact_are_found_out_and_requirements_agreed(page: Page) -> None:
    for kind in QUESTIONS:
        find_out(page, kind)
    for name in NEEDS:
        ask_for(page, name, first=name == "Guests are apart")
    link(page, "Guests are apart")
    link(page, "Agree")
    send(page, "Agree")
    link(page, "Network renewal")
    tab(page, "Requirements")
    lines = page.get_by_role("table", name="Requirements").get_by_role("row")
    for at, told in (
        (1, ("Guests are apart", "Must have", "Head of IT", "A guest reaches no server.", "Agreed")),
        (2, ("Clerks", "Proposed")),
    ):
        for one in told:
            expect(lines.nth(at)).to_contain_text(one)
    page.get_by_role("region", name="Found out beforehand").get_by_role("link", name="As a document").click()
    paper = page.get_by_role("article")
    expect(paper).to_contain_text("3 questions looked into")
    for _, found, recommended in QUESTIONS.values():
        expect(paper).to_contain_text(found)
        expect(paper).to_contain_text(recommended)


@pytest.mark.duty("SYS-3")
def test_the_plan_is_built_from_needs_and_requirements_until_none_is_without_work(page: Page) -> None:
    find_out(page, "Needs")
    for name in NEEDS:
        ask_for(page, name, first=name == "Guests are apart")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, 2 without a task")
    tab(page, "Plan")
    page.get_by_role("button", name="Type the first task").click()
    Chart(page).begin("Set up a network for guests", "Print the plan of ports", "Pull the cables")
    tab(page, "Requirements")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, 2 without a task; 3 tasks that none asks for")
    trace(page, "Guests are apart: Set up a network for guests")
    trace(page, "Rooms are told: Print the plan of ports")
    tab(page, "Goals")
    add(page, "Deliverable", Name="Plan of ports", Acceptance_criteria="Every port is on it.")
    tab(page, "Requirements")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 requirements, each has a task; 1 task that none asks for")
    link(page, "Deliverables instead")
    trace(page, "Rooms are told: Plan of ports")
    page.get_by_role("link", name="As a document").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network renewal: 2 requirements")
    line = page.get_by_role("article").get_by_role("row", name="Rooms are told")
    expect(line).to_contain_text("It hangs in every room.")
    served = line.get_by_role("cell").all_inner_texts()[-2:]
    assert served == ["1", "1"], "a deliverable and a task"
