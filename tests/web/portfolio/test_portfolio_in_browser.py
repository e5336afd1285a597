"""The portfolio in a real browser: nothing axe objects to, nothing wider than the screen; from the portfolio to a task in three clicks."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.axe import complaints
from tests.web.conftest import Visitor
from tests.web.planning.test_level_in_browser import LOOKS
from tests.web.projects.project_works import Works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/portfolio/", "/portfolio/?shown=roadmap", "/portfolio/?shown=waits", "/portfolio/?grouped=organisation")


@pytest.fixture
def works() -> Works:
    return Works()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_are_accessible_quiet_and_fit(visit: Any, works: Works, width: int, scheme: str) -> None:
    window: Visitor = visit(width=width, scheme=scheme)
    found = {}
    for path in PAGES:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] += [f"{wide} px wider than the screen"] if wide > 0 else []
        window.said.clear()
    assert found == {path: [] for path in PAGES}


@pytest.mark.duty_part("PS-4", "from the portfolio to a task in three clicks", where="/portfolio/")
def test_from_the_portfolio_to_a_task_in_three_clicks(visit: Any, works: Works) -> None:
    page = visit().go("/portfolio/")
    page.get_by_role("link", name="Network renewal").click()
    page.get_by_role("link", name="Tasks", exact=True).or_(page.get_by_role("link", name="Handed over")).first.click()
    expect(page.get_by_text("Handed over").first).to_be_visible()
