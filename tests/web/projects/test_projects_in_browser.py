"""A project's pages in a real browser: nothing axe objects to, nothing wider than the screen; scope is held, approved, and in the plan."""

from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.apps.planning.models import TaskDates
from milepost.apps.projects.models import Approval, ScopeItem
from tests.apps.planning.plans import task
from tests.apps.projects.works import AGREED
from tests.web.axe import complaints
from tests.web.conftest import Visitor
from tests.web.planning.test_level_in_browser import LOOKS
from tests.web.projects.project_works import Works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "/projects/PRJ-1/"
PAGES = (AT, f"{AT}scope/", f"{AT}scope/SCP-2/approve/", f"{AT}requirements/", f"{AT}goals/")


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


@pytest.mark.duty_part("PS-6", "what is not approved is held, seen to be held, and enters by an approval alone", where="scope of a project")
@pytest.mark.duty_part("PS-7", "proposed, held, approved, in the schedule: in a browser", where="scope of a project")
@pytest.mark.duty_part(
    "SYS-1", "scope: work outside it is held, and what letting it in costs in days is told before", where="scope of a project"
)
def test_scope_is_proposed_its_work_is_held_and_approving_it_puts_it_into_the_schedule(visit: Any, works: Works) -> None:
    window: Visitor = visit()
    page = window.go(f"{AT}scope/")
    page.get_by_role("link", name="Propose", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Until it is approved, tasks for it are held")
    dialog.get_by_label("Name").fill("A second line to the internet")
    dialog.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 wait for approval")
    new = ScopeItem.objects.get(name="A second line to the internet")

    key = task(works.plan, new.pk, "Order the line", 4)
    page = window.go(f"{AT}plan/")
    held = page.locator("mp-gantt [role=row]", has_text="Order the line")
    expect(held).to_be_visible()
    expect(page.locator("mp-gantt")).to_contain_text("held: its scope is not approved")
    page = window.go(f"{AT}scope/")
    mine = page.locator(f"#{new.number}")
    expect(mine).to_contain_text("1 task, 4 days of work held")
    mine.get_by_role("link", name="Approve A second line").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 task, 4 days, enters the schedule.")
    expect(dialog).to_contain_text("The finish moves by")
    dialog.get_by_role("button", name="Record the approval").click()
    expect(dialog.locator(".fault").first).to_be_visible()  # without authority and document nothing is approved
    assert Approval.objects.count() == 1 and TaskDates.objects.get(task=key).held
    dialog.get_by_label("Authority").fill(AGREED["authority"])
    dialog.get_by_label("Document").fill(AGREED["document"])
    dialog.get_by_role("button", name="Record the approval").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 items agreed")
    expect(page.locator(f"#{new.number}")).to_contain_text("Mona Field approved it on")
    assert not TaskDates.objects.get(task=key).held
    page = window.go(f"{AT}plan/")
    row = page.locator("mp-gantt [role=row]", has_text="Order the line")
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("held")
    assert window.said == []


def test_a_requirement_is_traced_to_a_task_by_keyboard(visit: Any, works: Works) -> None:
    window: Visitor = visit()
    page = window.go(f"{AT}requirements/")
    cell = page.get_by_role("button", name="Guests are apart: Set up the access points")
    expect(cell).to_have_attribute("aria-pressed", "false")
    cell.press("Enter")
    expect(page.get_by_role("button", name="Guests are apart: Set up the access points")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Guests are apart: Set up the access points").press("Enter")
    expect(page.get_by_role("button", name="Guests are apart: Set up the access points")).to_have_attribute("aria-pressed", "false")
    assert window.said == []
