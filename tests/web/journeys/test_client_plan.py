"""PS-2: a client is given the plan of their project: in words they understand, and with nothing of what the house reckons."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.apps.projects.works import done, made
from tests.web.journeys.steps import choose, docx_text, download, pdf_text, to_project
from tests.web.projects.project_works import Works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THEIRS = ("Network renewal: to be finished on", "Rack the switches", "Handed over", "Network plan", "Every room has a port.", "Delivery")
ASKED_OF_THEM = ("Guest network", "Your approval; it is not worked on before.")
OURS = ("Petra Plan", "Ana Bell", "float", "critical", "P80", "chance", "weak spot", "Set up the access points")


@pytest.mark.duty("PS-2")
def test_a_client_is_given_their_plan_in_their_words_and_nothing_of_the_house(visit: Any) -> None:
    works = Works()
    made("assignment", task=works.first, person=made("person", name="Ana Bell"))
    done("task.edit", works.first, notes="Our weak spot: nobody knows these switches.")
    window = visit()
    page = window.go("/")
    to_project(page, "Network renewal", "Plan")
    choose(page, "Files", "Plan for the client")
    paper = page.get_by_role("article")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Network renewal: to be finished on")
    read = {"page": paper.inner_text(), "PDF": pdf_text(download(page, "PDF")), "Word": docx_text(download(page, "Word"))}
    for form, text in read.items():
        assert [one for one in (*THEIRS, *ASKED_OF_THEM) if one not in text] == [], form
        assert [one for one in OURS if one.casefold() in text.casefold()] == [], form
    assert window.said == []
