"""The chart's modules go out as one file, and another when a hand comes near: few bytes, few requests, and the same chart."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from milepost.web.joined import CannotJoin, joined, wholes
from milepost.web.tree import FOLDER

PAGE, HANDS, STYLE = 45_000, 16_000, 4_500
"""Bytes, packed: the script of a page with the chart, what is fetched when it is edited, and its style."""
NEVER_ON_A_PLAN = {"inbox.js", "inline.js"}


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


def test_the_chart_takes_few_bytes() -> None:
    parts = {file.name: packed(text) for file, text in wholes(FOLDER)}
    ours = [file for file in (FOLDER / "js").glob("*.js") if file.name not in NEVER_ON_A_PLAN]
    page = sum(packed(file.read_text("utf-8")) for file in [*ours, FOLDER / "vendor" / "htmx-4.0.1.min.js"])
    assert page + parts["gantt.js"] <= PAGE, parts
    assert parts["hands.js"] <= HANDS
    assert packed((FOLDER / "css" / "gantt.css").read_text("utf-8")) <= STYLE


def test_modules_with_the_same_name_at_their_heads_are_not_joined(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\nconst same = 1;\nexport const one = two + same;\n')
    (tmp_path / "two.js").write_text("const same = 2;\nexport const two = same;\n")
    with pytest.raises(CannotJoin, match="same stands at the head of"):
        joined(tmp_path / "one.js", [])


def test_what_is_joined_comes_in_the_order_in_which_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text(
        '// Says one.\nimport { far } from "../far.js";\nimport { two } from "./two.js";\nexport const one = two + far;\n'
    )
    (tmp_path / "two.js").write_text("/** Says two. */\nexport const two = 2;\n")
    assert (
        joined(tmp_path / "one.js", [])
        == 'import { far } from "../far.js";\nconst two = 2;\nconst one = two + far;\nexport { one, two };\n'
    )


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
