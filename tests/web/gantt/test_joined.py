"""The chart's modules go out as one file, and another when a hand comes near: few bytes, few requests, and the same chart."""

import gzip
from typing import Any

import pytest

from milepost.web.joined import wholes
from milepost.web.tree import FOLDER

PAGE, HANDS, STYLE = 45_000, 17_500, 4_500
"""Bytes, packed: the script of a page with the chart, what is fetched when it is edited, and its style."""


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


def test_the_chart_takes_few_bytes() -> None:
    parts = {file.name: packed(text) for file, text, _ in wholes(FOLDER)}
    page = packed((FOLDER / "vendor" / "htmx-4.0.1.min.js").read_text("utf-8")) + parts["milepost.js"] + parts["gantt.js"]
    assert page <= PAGE, parts
    assert parts["hands.js"] <= HANDS
    assert packed((FOLDER / "css" / "gantt.css").read_text("utf-8")) <= STYLE


@pytest.mark.browser
def test_joined_it_is_the_same_chart(chart: Any) -> None:
    seen = chart("60-joined", asked="?tree=joined", view="{ shows: { load: true } }")
    asked = seen.page.evaluate("performance.getEntriesByType('resource').map(one => one.name).filter(one => one.includes('/gantt/'))")
    assert [one.rpartition("/")[2] for one in asked] == ["gantt.js", "lane.js"]
    seen.focus()
    seen.keys("Enter", "Control+a", '"As one', "Enter")
    seen.settle()
    assert "As one" in {row["name"] for row in seen.kept.now["rows"]}
    asked = seen.page.evaluate("performance.getEntriesByType('resource').map(one => one.name).filter(one => one.includes('/gantt/'))")
    assert [one.rpartition("/")[2] for one in asked] == ["gantt.js", "lane.js", "hands.js"]
    assert seen.said == []
