"""What was done last is taken back, whether it has arrived yet or not."""

from typing import Any

import pytest

from tests.web.gantt.slow import Slow
from tests.web.gantt.test_by_keyboard import ALL, at_cell

pytestmark = pytest.mark.browser


def test_an_undo_that_never_arrived_can_be_asked_for_again(chart: Any) -> None:
    seen = chart("30-undo-cut-off", view=ALL)
    seen.page.route("**/undo/**", lambda route: route.abort())
    at_cell(seen, 5, "duration")
    was = seen.shown(5, "duration")
    seen.keys("Enter", "Control+a", '"13d', "Enter")
    seen.settle()
    seen.keys("Control+z")
    seen.page.wait_for_selector("#toasts >> text=The server does not answer")
    seen.page.unroute("**/undo/**")
    seen.keys("Control+z")
    seen.until("chart.plan.tasks.duration[chart.plan.place.get(5)] === v[0]", was)


def test_what_is_on_its_way_is_what_an_undo_takes_back(chart: Any) -> None:
    seen = chart("30-undo-meanwhile", view=ALL)
    at_cell(seen, 5, "duration")
    was = seen.shown(5, "duration")
    slow = Slow(seen)
    seen.keys("Enter", "Control+a", '"13d', "Enter", "Control+z")
    assert seen.shown(5, "duration") == 13 * 450
    slow.ends(cut=False)
    seen.until("chart.plan.tasks.duration[chart.plan.place.get(5)] === v[0]", was)
    assert seen.task(5)["duration"] == was
