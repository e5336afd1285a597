"""APM-4: a deliverable is drafted, reviewed, given back, mended and accepted by the client; the project says where each stands."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.projects.works import done, for_client
from tests.web.journeys.steps import add, do_with, link, send, tab, to_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.duty("APM-4")
def test_a_deliverable_is_drafted_reviewed_given_back_and_accepted_by_the_client(visit: Any) -> None:
    project, contact = for_client()
    done("project.edit", project, client_sponsor=contact)
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Goals")
    add(page, "Deliverable", Name="Network plan", Due="2026-03-13", Description="Rooms, ports and cables.")
    row = page.get_by_role("row", name="Network plan")
    expect(row).to_contain_text("Draft")
    expect(row).to_contain_text("not said yet")

    page.get_by_label("Do with Network plan").click()
    page.get_by_role("link", name="Submit", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Submit", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("nobody could tell whether it is right")
    dialog.get_by_role("link", name="Cancel").click()
    link(page, "Network plan")
    link(page, "Edit")
    send(page, "Save", Acceptance_criteria="Every room has a port.")
    link(page, "Network renewal")
    tab(page, "Goals")

    do_with(page, "Network plan", "Submit")
    expect(row).to_contain_text("In review")
    tab(page, "Overview")
    expect(page.get_by_role("main")).to_contain_text("1 deliverable is in review")
    link(page, "Look: 1 deliverable is in review")
    do_with(page, "Network plan", "Reject", Why="The cellar is missing.")
    expect(row).to_contain_text("Draft")
    do_with(page, "Network plan", "Submit")
    do_with(page, "Network plan", "Accept", **{"Accepted by (client)": "Mona Field"})
    expect(row).to_contain_text("Accepted")
    expect(row).to_contain_text("Mona Field")
    tab(page, "Overview")
    expect(page.get_by_role("heading", name="1 of 1 deliverable accepted")).to_be_visible()
    link(page, "Network plan")
    expect(page.get_by_text("The cellar is missing.")).to_be_visible()
    assert window.said == []
