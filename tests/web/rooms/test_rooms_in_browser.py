"""The pages made by hand in a real browser: nothing axe objects to, nothing wider than the screen; and what people do there."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.apps.people.models import Leave
from tests.web.axe import complaints
from tests.web.conftest import Visitor
from tests.web.rooms.crew import Crew

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
PAGES = (
    "/",
    "/leave/",
    "/leave/ask/",
    "/people/PER-2/",
    "/people/PER-3/",
    "/teams/{team}/",
    "/skills/matrix/",
    "/organisations/ORG-2/",
    "/organisations/ORG-1/",
)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_made_by_hand_are_accessible_quiet_and_fit(visit: Any, people: Crew, width: int, scheme: str) -> None:
    window: Visitor = visit(width=width, scheme=scheme)
    found = {}
    for path in PAGES:
        page = window.go(path.format(team=people.team))
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in PAGES}


def test_an_empty_house_begins_without_a_fault(visit: Any) -> None:
    window: Visitor = visit(width=390)
    page = window.go("/")
    expect(page.get_by_role("heading", name="Begin here")).to_be_visible()
    assert complaints(page) == [] and window.said == []


@pytest.mark.parametrize("width", [1280, 390])
def test_leave_is_asked_for_in_a_dialog_that_says_what_it_comes_to(visit: Any, people: Crew, width: int) -> None:
    window: Visitor = visit(width=width, actor=people.actors["Anna"])
    page = window.go("/leave/")
    page.get_by_role("link", name="Ask for leave").click()
    dialog = page.get_by_role("dialog", name="Ask for leave")
    first = people.monday + timedelta(days=10)
    dialog.get_by_label("First day").fill(str(first))
    dialog.get_by_label("Last day").fill(str(first + timedelta(days=1)))
    expect(dialog.get_by_text("Takes 2 working days of 25")).to_be_visible()
    expect(dialog.get_by_text("Sam Pryce is away too")).to_be_visible()
    assert complaints(page) == []
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Asked.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Draft")).to_be_visible()
    assert window.said == []


def test_days_that_are_taken_are_told_in_the_dialog_and_what_was_typed_stays(visit: Any, people: Crew) -> None:
    page = visit(actor=people.actors["Anna"]).go("/leave/")
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Ask for leave")
    dialog.get_by_label("First day").fill(str(people.monday + timedelta(days=8)))
    dialog.get_by_label("Last day").fill(str(people.monday + timedelta(days=8)))
    dialog.get_by_label("Note").fill("A wedding")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.locator(".fault").first).to_contain_text("already")
    expect(dialog.get_by_label("Note")).to_have_value("A wedding")


def test_a_request_is_approved_on_a_phone_in_one_tap_and_taken_back(visit: Any, people: Crew) -> None:
    window: Visitor = visit(width=390, actor=people.actors["Mia"])
    page = window.go("/leave/")
    button = page.get_by_role("button", name="Approve leave of Anna Reid")
    box = button.bounding_box()
    assert box is not None and box["height"] >= 40
    button.click()
    expect(page.get_by_role("status")).to_contain_text("Approved: Anna Reid")
    expect(page.get_by_text("Nothing waits for your decision")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Approve leave of Anna Reid")).to_be_visible()
    assert Leave.objects.get(pk=people.asked).state == "requested" and window.said == []


def test_a_request_is_refused_by_keyboard_on_the_page_of_the_team(visit: Any, people: Crew) -> None:
    window: Visitor = visit(actor=people.actors["Mia"])
    page = window.go(f"/teams/{people.team}/")
    page.get_by_label("Refuse leave of Anna Reid").focus()
    page.keyboard.press("Enter")
    assert complaints(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Refused: Anna Reid")
    expect(page).to_have_url(f"{window.base}/teams/{people.team}/")
    assert Leave.objects.get(pk=people.asked).state == "refused" and window.said == []


def test_nothing_of_a_team_s_page_moves_while_it_comes(visit: Any, people: Crew) -> None:
    window: Visitor = visit()
    page = window.go(f"/teams/{people.team}/")
    expect(page.get_by_text("only Mia Okafor")).to_be_visible()
    shifted = """() => new Promise((told) => {
      let sum = 0;
      const count = (list) => list.getEntries().forEach((one) => (sum += one.value));
      new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => told(sum), 300);
    })"""
    assert page.evaluate(shifted) <= 0.02 and window.said == []


def test_leave_is_asked_for_and_decided_without_script(visit: Any, people: Crew) -> None:
    page = visit(script=False, actor=people.actors["Sam"]).go("/leave/ask/")
    first = people.monday + timedelta(days=21)
    page.get_by_label("First day").fill(str(first))
    page.get_by_label("Last day").fill(str(first))
    page.get_by_role("button", name="See what it takes").click()
    expect(page.get_by_text("Takes 1 working day of 25")).to_be_visible()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Requested")).to_be_visible()
    page = visit(script=False, actor=people.actors["Mia"]).go("/leave/")
    page.get_by_role("button", name="Approve leave of Sam Pryce").click()
    expect(page.get_by_text("Approved: Sam Pryce")).to_be_visible()


def test_the_names_of_the_matrix_stay_in_sight(visit: Any, people: Crew) -> None:
    window: Visitor = visit(width=390)
    page = window.go("/skills/matrix/")
    room = page.get_by_role("region", name="People by skills")
    room.focus()
    page.keyboard.press("End")
    name = page.get_by_role("rowheader", name="Mia Okafor")
    box = name.bounding_box()
    assert box is not None and box["x"] == 0 and window.said == []
