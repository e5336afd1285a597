"""Board, backlog, table and Today's tasks in a real browser: by keyboard alone, by drag, on a phone; and nothing axe objects to."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from milepost.apps.people.models import Person
from milepost.apps.planning.models import Assignment, BoardColumn, ProjectPlan, Task, TaskDates
from milepost.kernel.access import Actor
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, item, made
from tests.web.axe import complaints
from tests.web.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
BOARD = "/projects/PRJ-1/board/"


@pytest.fixture
def work(boss: Actor) -> dict[str, int]:
    """A project whose work the boss does: tasks by name."""
    plan, scope = sold_plan()
    project = ProjectPlan.objects.get(pk=plan).project_id
    me = made("person", name="Ann Archer")
    done("person.connect", me, account=boss.account)
    done("project.edit", project, manager=me)
    done("project.start", project)
    done("project-plan.set-up-board", plan)
    keys = {name: task(plan, scope, name, 2) for name in ("Rack the switches", "Pull the cables", "Test the links")}
    keys["Set up the printers"] = task(plan, item(project), "Set up the printers")
    keys["An idea"] = task(plan, scope, "An idea", in_backlog=True, need="As a clerk I see who waits.", points=3)
    link(keys["Rack the switches"], keys["Test the links"])
    other = made("person", name="Bo Baker")
    for name in ("Rack the switches", "Test the links"):
        made("assignment", task=keys[name], person=me)
    made("assignment", task=keys["Pull the cables"], person=other)
    keys["Sprint 1"] = made("iteration", plan=plan, name="Sprint 1", first_day="2026-03-02", last_day="2026-03-13", capacity_minutes=4500)
    done("task.plan-into", keys["Rack the switches"], iteration=keys["Sprint 1"])
    done("task.report", keys["Pull the cables"], started="2026-03-02 09:00", done="30", blocked_by="The lift is out of order")
    return keys


def stands(page: Page, name: str) -> str:
    """In which column a card stands."""
    column = page.locator("[data-stack]", has=page.locator(".k-name", has_text=name))
    return column.locator("h3").inner_text()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_are_accessible_quiet_and_fit(visit: Any, work: dict[str, int], width: int, scheme: str) -> None:
    window: Visitor = visit(width=width, scheme=scheme)
    key = work["Pull the cables"]
    paths = (
        BOARD,
        "/projects/PRJ-1/backlog/",
        "/projects/PRJ-1/tasks/",
        "/projects/PRJ-1/answers/",
        f"{BOARD}card/{key}/",
        "/tasks/TSK-1/mine/",
        "/",
    )
    found = {}
    for path in paths:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    page = window.go(BOARD)
    page.get_by_role("button", name="Move Pull the cables to").or_(page.get_by_role("link", name="Move Pull the cables to")).click()
    expect(page.get_by_role("dialog")).to_contain_text("It stands in: Doing")
    found["dialog"] = [*complaints(page), *window.said]
    assert found == {path: [] for path in (*paths, "dialog")}


@pytest.mark.duty_part("SYS-2", "board and chart show the same work, and a move on one is seen on the other", where="board of a project")
def test_board_and_chart_show_the_same_work(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    assert stands(page, "Pull the cables") == "Doing"
    expect(page.locator(f"#card-{work['Pull the cables']}")).to_contain_text("Blocked by: The lift is out of order")
    expect(page.locator(f"#card-{work['Set up the printers']}")).to_contain_text("Held")
    card, there = page.locator(f"#card-{work['Rack the switches']}"), page.locator("[data-stack]", has_text="Review")
    card.hover(position={"x": 8, "y": 8})
    page.mouse.down()
    box = there.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 30, steps=6)
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=3)
    page.mouse.up()
    expect(page.get_by_text("Moved: Rack the switches.")).to_be_visible()
    assert stands(page, "Rack the switches") == "Review" and Task.objects.get(pk=work["Rack the switches"]).started_at is not None
    page.get_by_label("Move Rack the switches to").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Moved: Rack the switches.").last).to_be_visible()
    expect(page.locator("[data-stack]", has_text="Done").last).to_contain_text("Rack the switches")
    assert TaskDates.objects.get(task=work["Rack the switches"]).finish == Task.objects.get(pk=work["Rack the switches"]).finished_at
    page = window.go("/projects/PRJ-1/plan/")
    row = page.get_by_role("row", name="Rack the switches")
    expect(row).to_contain_text("100")
    page = window.go(BOARD)
    page.get_by_label("Move Rack the switches to").click()
    page.get_by_role("button", name="To do").click()
    expect(page.locator("[data-stack]", has_text="To do")).to_contain_text("Rack the switches")
    assert Task.objects.get(pk=work["Rack the switches"]).finished_at is None and window.said == []


@pytest.mark.duty_part("APM-5", "a board and a backlog are worked by keyboard alone", where="board of a project")
def test_a_board_is_worked_by_keyboard_alone(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    focused = lambda: page.evaluate("document.activeElement.textContent")  # noqa: E731
    page.locator(".k-name", has_text="Rack the switches").focus()
    page.keyboard.press("ArrowDown")
    assert focused() == "Set up the printers"
    page.keyboard.press("ArrowDown")
    assert focused() == "Test the links"
    page.keyboard.press("ArrowRight")
    assert focused() == "Pull the cables"
    page.keyboard.press("ArrowLeft")
    page.locator(".k-name", has_text="Test the links").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("Moved: Test the links.")).to_be_visible()
    expect(page.locator("[data-stack]", has_text="Doing")).to_contain_text("Test the links")
    expect(page.locator(".k-name", has_text="Test the links")).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_contain_text("It stands in: Doing")
    page.get_by_role("dialog").get_by_role("button", name="Done").press("Enter")
    expect(page.locator("[data-stack]", has_text="Done").last).to_contain_text("Test the links")
    page.get_by_role("button", name="Undo").last.press("Enter")
    expect(page.locator("[data-stack]", has_text="Doing")).to_contain_text("Test the links")
    BoardColumn.objects.filter(name="Review").update(wip_limit=1)
    done("task.move", work["Rack the switches"], column=BoardColumn.objects.get(name="Review").pk)
    page = window.go(BOARD)
    page.locator(".k-name", has_text="Test the links").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("dialog")).to_contain_text("Review takes 1 at once")
    page.get_by_role("button", name="Move it over the limit").press("Enter")
    expect(page.locator("[data-stack]", has_text="Review")).to_contain_text("over its limit")
    page = window.go("/projects/PRJ-1/backlog/")
    page.locator(".k-name", has_text="An idea").focus()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_role("button", name="Sprint 1").press("Enter")
    expect(page.locator(f"[data-stack=i{work['Sprint 1']}]")).to_contain_text("An idea")
    assert Task.objects.get(pk=work["An idea"]).iteration_id == work["Sprint 1"] and window.said == []


def test_what_somebody_else_moves_is_seen(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    done("task.move", work["Rack the switches"], column=BoardColumn.objects.get(name="Review").pk)
    expect(page.locator("[data-stack]", has_text="Review")).to_contain_text("Rack the switches", timeout=25_000)


@pytest.mark.duty_part("SR-16", "answered and reported on a phone with one hand, with script and without", where="Today")
@pytest.mark.parametrize("script", [True, False])
def test_work_is_answered_and_reported_with_one_hand(visit: Any, work: dict[str, int], script: bool) -> None:
    window: Visitor = visit(width=390, script=script)
    page = window.go("/")
    accept = page.get_by_role("button", name="Accept Rack the switches")
    box = accept.bounding_box()
    assert box is not None and box["height"] >= 40
    accept.click()
    expect(page.get_by_text("You will do it: Rack the switches.")).to_be_visible()
    page.get_by_label("Decline Test the links").click()
    page.get_by_role("button", name="I am away then").click()
    expect(page.get_by_text("Declined: Test the links.")).to_be_visible()
    assert Assignment.objects.get(task=work["Test the links"]).answer == "I am away then"
    page.get_by_label("Report on Rack the switches").click()
    page.get_by_label("Time still needed, in hours").fill("6:00")
    page.get_by_label("Blocked by").fill("The key of room 3")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.mine .report .button')].filter((one) => one.offsetParent).map((one) => one.offsetHeight)"
    )
    assert sizes and min(sizes) >= 40
    page.get_by_role("button", name="50 %").click()
    expect(page.get_by_text("Reported: Rack the switches.")).to_be_visible()
    row = Task.objects.get(pk=work["Rack the switches"])
    assert (row.done_share, row.remaining_minutes, row.blocked_by) == (500_000, 360, "The key of room 3")
    page.get_by_role("button", name="Rack the switches is done").click()
    expect(page.get_by_text("Done: Rack the switches.")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert Task.objects.get(pk=work["Rack the switches"]).done_share == 500_000 and window.said == []
    assert Person.objects.count() == 2


def held_back(page: Page) -> list[Any]:
    """The board's answers to what was asked behind it, until they are let through."""
    waits: list[Any] = []
    page.route("**/projects/PRJ-1/board/", lambda route: waits.append(route) if route.request.method == "GET" else route.continue_())
    return waits


def until_asked(page: Page, waits: list[Any]) -> None:
    while not waits:
        page.wait_for_timeout(20)


def test_what_is_pressed_while_the_board_is_drawn_anew_is_pressed(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    waits = held_back(page)
    page.locator(".k-name", has_text="Rack the switches").focus()
    page.keyboard.press("Shift+ArrowRight")
    until_asked(page, waits)
    page.get_by_label("Move Rack the switches to").hover()
    page.mouse.down()
    with page.expect_response(f"**{BOARD}") as answered:
        waits[0].continue_()
    answered.value.finished()
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_contain_text("Move Rack the switches")
    expect(page.locator("[data-board]")).to_have_attribute("data-live", "")
    page.keyboard.press("Escape")
    expect(page.locator(".k-name", has_text="Rack the switches")).to_be_focused()
    assert window.said == []


def test_what_is_typed_while_the_board_is_drawn_anew_stays_typed(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    waits = held_back(page)
    page.locator(".k-name", has_text="Rack the switches").focus()
    page.keyboard.press("Shift+ArrowRight")
    until_asked(page, waits)
    page.get_by_text("Add a card").click()
    page.get_by_label("What is to be done").fill("Label the po")
    waits.pop(0).continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_label("What is to be done")).to_have_value("Label the po")
    page.locator(".k-name", has_text="Rack the switches").focus()
    page.keyboard.press("Shift+ArrowRight")
    until_asked(page, waits)
    waits.pop(0).continue_()
    expect(page.get_by_text("Moved: Rack the switches.")).to_have_count(2)
    assert Task.objects.get(pk=work["Rack the switches"]).column.name == "Review" and window.said == []


def test_a_card_that_is_gone_goes_and_it_is_told(visit: Any, work: dict[str, int]) -> None:
    window: Visitor = visit()
    page = window.go(BOARD)
    page.route("**/plan/since/**", lambda route: route.abort())
    done("task.delete", work["Set up the printers"])
    page.locator(".k-name", has_text="Set up the printers").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#toasts .toast")).to_have_count(1)
    expect(page.locator(".k-name", has_text="Set up the printers")).to_have_count(0)
    assert page.locator("dialog[open]").count() == 0
