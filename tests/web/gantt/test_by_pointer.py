"""Bars are dragged, or clicked and clicked; a finger holds before it moves."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
DAY = 26
VIEW = "{ zoom: 4, split: 300 }"


def at_bar(seen: Any, task: int) -> dict[str, float]:
    seen.tell("chart.goTo(chart.outline.rowOf[chart.plan.place.get(v[0])])", task)
    seen.tell("chart.toBar(chart.plan.place.get(v[0]))", task)
    seen.page.wait_for_timeout(60)
    bar: dict[str, float] = seen.bar(task)
    return bar


def drag(seen: Any, at: tuple[float, float], to: tuple[float, float]) -> None:
    seen.page.mouse.move(*at)
    seen.page.mouse.down()
    seen.page.mouse.move(at[0] + 6, at[1])
    seen.page.mouse.move(*to, steps=4)


def test_a_bar_is_dragged_to_another_day_and_told_before_it_is_kept(chart: Any) -> None:
    seen = chart("60-drag", view=VIEW)
    seen.focus()
    bar = at_bar(seen, 9)
    start = seen.task(9)["start"]
    drag(seen, (bar["x"] + 20, bar["y"] + 8), (bar["x"] + 20 + 7 * DAY, bar["y"] + 8))
    seen.page.wait_for_selector(".g-outcome:not(:empty)")
    assert "other tasks move" in seen.page.inner_text(".g-outcome") and seen.task(9)["start"] == start
    seen.page.mouse.up()
    seen.settle()
    assert seen.task(9)["start"] == start + 7 * 1440 and seen.task(9)["constraint"] == "snet"
    assert seen.page.is_visible("#toasts button:has-text('Undo')")
    assert seen.said == []


def test_escape_puts_a_dragged_bar_back(chart: Any) -> None:
    seen = chart("60-drag-escape", view=VIEW)
    seen.focus()
    bar = at_bar(seen, 9)
    drag(seen, (bar["x"] + 20, bar["y"] + 8), (bar["x"] + 120, bar["y"] + 8))
    seen.page.keyboard.press("Escape")
    seen.page.mouse.up()
    assert abs(seen.bar(9)["x"] - bar["x"]) < 1 and not [one for one in seen.kept.asked if one[0] == "change"]


def test_the_end_of_a_bar_is_dragged_to_another_length(chart: Any) -> None:
    seen = chart("60-drag-end", view=VIEW)
    seen.focus()
    bar = at_bar(seen, 9)
    finish = seen.task(9)["finish"]
    seen.page.mouse.move(bar["x"] + 10, bar["y"] + 8)
    drag(seen, (bar["right"] - 1, bar["y"] + 8), (bar["right"] - 1 + 7 * DAY, bar["y"] + 8))
    seen.page.mouse.up()
    seen.settle()
    assert seen.task(9)["finish"] == finish + 7 * 1440 and seen.task(9)["constraint"] == "asap"


def test_a_link_is_dragged_from_an_end_to_an_end(chart: Any) -> None:
    seen = chart("60-drag-link", view=VIEW)
    seen.focus()
    bar, other = at_bar(seen, 8), seen.bar(19)
    seen.page.mouse.move(bar["x"] + 10, bar["y"] + 8)
    drag(seen, (bar["right"] + 13, bar["y"] + 8), (other["right"] - 3, other["y"] + 8))
    seen.page.mouse.up()
    seen.settle()
    assert {"from": 8, "to": 19, "kind": "FF"}.items() <= seen.kept.now["links"][-1].items()


def test_a_link_is_made_by_click_and_click(chart: Any) -> None:
    seen = chart("60-click-link", view=VIEW)
    seen.focus()
    bar, other = at_bar(seen, 8), seen.bar(19)
    seen.page.mouse.move(bar["x"] + 10, bar["y"] + 8)
    seen.page.mouse.click(bar["right"] + 13, bar["y"] + 8)
    assert "choose the other task" in seen.page.inner_text(".g-hint")
    seen.page.mouse.click(other["x"] + 3, other["y"] + 8)
    seen.settle()
    assert {"from": 8, "to": 19, "kind": "FS"}.items() <= seen.kept.now["links"][-1].items()


def test_a_bar_is_moved_by_menu_and_click(chart: Any) -> None:
    seen = chart("60-click-move", view=VIEW)
    seen.focus()
    bar = at_bar(seen, 9)
    start = seen.task(9)["start"]
    seen.keys(".")
    seen.page.click("[role=menuitem]:has-text('Move…')")
    seen.page.mouse.click(bar["x"] + 7 * DAY + 4, bar["y"] + 8)
    seen.settle()
    assert seen.task(9)["start"] == start + 7 * 1440


def test_a_cell_is_edited_by_a_second_click_and_saved_by_going_elsewhere(chart: Any) -> None:
    seen = chart("60-click-cell", view=VIEW)
    seen.focus()
    at_bar(seen, 9)
    cell = seen.page.locator(".g-row.g-at .g-name")
    cell.click()
    seen.page.wait_for_timeout(550)
    cell.click()
    seen.page.wait_for_selector(".g-editor")
    seen.keys('"By clicking')
    seen.page.click("h1")
    seen.until("chart.plan.tasks.name[chart.plan.place.get(9)] === 'By clicking'")
    seen.settle()
    assert seen.task(9)["name"] == "By clicking"


def test_a_finger_scrolls_and_moves_a_bar_only_when_it_holds(chart: Any) -> None:
    seen = chart("60-touch", width=390, has_touch=True, is_mobile=True)
    assert seen.tell("chart.height") == 40, "40 px for fingers"
    small = seen.page.evaluate(
        """[...document.querySelectorAll('.g-tools button, .g-tools summary')]
            .filter(one => one.checkVisibility() && one.offsetHeight < 40).map(one => one.textContent)"""
    )
    assert small == []
    seen.page.evaluate("document.querySelector('mp-gantt').byHand()")
    seen.until("chart.hands")
    bar = at_bar(seen, 9)
    start = seen.task(9)["start"]
    touch = seen.page.context.new_cdp_session(seen.page)
    x, y = min(bar["x"] + 20, 370), bar["y"] + 8

    def finger(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", x, y)
    finger("touchMove", x, y - 40)
    finger("touchMove", x, y - 90)
    for _ in range(4):
        finger("touchMove", x, y - 90)
        seen.page.wait_for_timeout(40)
    finger("touchEnd")
    seen.until("!chart.matches('.g-moving')")
    assert not [one for one in seen.kept.asked if one[0] == "change"], "a swipe is no drag"
    bar = at_bar(seen, 9)
    x, y = min(bar["x"] + 20, 300), bar["y"] + 8
    finger("touchStart", x, y)
    seen.page.wait_for_selector(".g-hint")
    for step in range(1, 9):
        finger("touchMove", x + step * 6, y)
    finger("touchEnd")
    seen.settle()
    assert seen.task(9)["start"] > start
