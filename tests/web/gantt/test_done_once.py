"""A change that arrived and whose answer did not is done once, however often it is kept again."""

from typing import Any

import pytest

from tests.web.gantt.test_by_keyboard import at_cell

pytestmark = pytest.mark.browser


def test_a_task_whose_answer_was_lost_is_there_once_when_it_is_kept_again(chart: Any) -> None:
    seen = chart("10-answer-lost")
    at_cell(seen, 4, "name")

    def lost(route: Any) -> None:
        route.fetch()
        route.abort()

    seen.page.route("**/change/**", lost)
    seen.keys("Insert", '"First', "Enter")
    seen.until("!chart.hands.edits.busy")
    assert [row["name"] for row in seen.kept.now["rows"]].count("First") == 1, "it arrived"
    seen.page.unroute("**/change/**")
    seen.until("document.querySelector('.g-adding input')?.value === 'First'")
    seen.keys("Enter")
    seen.settle()
    seen.until("chart.plan.tasks.name.includes('First')")
    assert [row["name"] for row in seen.kept.now["rows"]].count("First") == 1
