"""APM-5: a backlog is built from what is needed, phases are planned of it, one is delivered, and what was not done comes with the next."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from milepost.kernel.settings import today_here
from tests.apps.planning.plans import sold_plan, task
from tests.web.journeys.steps import fill_in, link, send, tab, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEEDED = {
    "Book a room online": "As a clerk, I need to book rooms, so that nobody stands before a locked door.",
    "Restore a booking": "To run it: a booking that was deleted comes back within an hour.",
    "Charge for rooms": "Of the business: halls earn 40,000 a year.",
}


def stack(page: Page, name: str) -> Locator:
    """A column of cards."""
    return page.get_by_role("region", name=name, exact=True)


def put(page: Page, card: str, place: str) -> None:
    """By the button of the card."""
    page.get_by_label(f"Move {card} to…").click()
    page.get_by_role("dialog").get_by_role("button", name=place).click()
    expect(stack(page, place)).to_contain_text(card)


@pytest.mark.duty("APM-5")
def test_a_backlog_is_built_from_needs_and_phases_are_planned_of_it_from_the_first_delivery_on(visit: Any) -> None:
    plan, scope = sold_plan()
    task(plan, scope, "Set up the servers")
    today = today_here()
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Board")
    page.get_by_role("button", name="Set up the usual columns").click()
    link(page, "Backlog")
    for name, need in NEEDED.items():
        page.locator("summary", has_text="Add a card").click()
        fill_in(page, {"What is to be done": name, "Who needs it, and what for": need})
        page.get_by_role("button", name="Add", exact=True).click()
        expect(stack(page, "Backlog")).to_contain_text(need)
    for at, name in enumerate(("First delivery", "Second delivery")):
        link(page, "New iteration")
        first = today + timedelta(days=14 * at)
        given = {"From": str(first), "To": str(first + timedelta(days=13)), "Goal": f"{name} to the clerks", "Capacity": "30:00"}
        send(page, "Create", Name=name, **given)
    put(page, "Book a room online", "First delivery")
    put(page, "Restore a booking", "First delivery")
    expect(stack(page, "Backlog")).not_to_contain_text("Book a room online")
    stack(page, "First delivery").get_by_role("button", name="Begin it").click()
    expect(stack(page, "First delivery").get_by_role("button", name="End it")).to_be_visible()

    link(page, "Board")
    put(page, "Book a room online", "Done")
    link(page, "Backlog")
    stack(page, "First delivery").get_by_role("button", name="End it").click()
    expect(stack(page, "First delivery")).to_have_count(0)
    for name in ("Restore a booking", "Charge for rooms"):
        put(page, name, "Second delivery")
    expect(page.get_by_role("heading", name="Nothing waits in the backlog")).to_be_visible()
    tab(page, "Plan")
    chart = page.get_by_role("treegrid")
    expect(chart.get_by_role("row", name="Book a room online")).to_contain_text("100 %")
    for name in ("Restore a booking", "Charge for rooms"):
        expect(chart.get_by_role("row", name=name)).to_contain_text("0 %")
    assert window.said == []
