"""The page of definitions says the limits that the rules of health have, each with its level, and so do the pages that tell of them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from milepost.apps.planning.questions.health import health
from milepost.apps.planning.rules.health import (
    LEVELS,
    LIKELY,
    LONG,
    LONG_RESERVE,
    LONG_RESERVE_DAYS,
    PARTS,
    RESERVE,
    RESERVE_DAYS,
    SOON,
    SURE,
    Facts,
    Part,
    risk,
    schedule,
    scope,
)

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "reference" / "definitions.md").read_text("utf-8")
TODAY = date(2026, 6, 1)
FACTS = Facts("active", TODAY, TODAY, TODAY, None, None, None, (), 0, 5)


def per_cent(share: int) -> str:
    return f"{share // 10_000} %"


def limits() -> dict[tuple[str, str], str]:
    """By part and level what the table says of when it holds."""
    found: dict[tuple[str, str], str] = {}
    part = ""
    for first, level, when in re.findall(r"^\| (\w*) ?\| ([A-Z][\w ]+) \| (.+) \|$", PAGE, flags=re.MULTILINE):
        part = first or part
        found[part, level] = f"{found[part, level]}; {when}" if (part, level) in found else when
    return found


def test_the_table_has_every_part_and_the_words_of_its_levels() -> None:
    assert {part for part, _ in limits()} == set(PARTS)
    assert {level for _, level in limits()} == set(LEVELS.values())


def test_each_limit_of_the_table_is_that_of_the_code() -> None:
    told = limits()
    assert f"≥ {per_cent(SURE)}" in told["schedule", "Well"] and f"≥ {per_cent(LIKELY)}" in told["schedule", "Watch"]
    assert f"< {per_cent(LIKELY)}" in told["schedule", "In trouble"]
    assert f"within {SOON} days" in told["scope", "In trouble"] and f"more than {LONG} days" in told["scope", "In trouble"]
    for level, share, days in (("Well", RESERVE, RESERVE_DAYS), ("Watch", LONG_RESERVE, LONG_RESERVE_DAYS)):
        assert f"≤ {per_cent(share)} of the time left, or ≤ {days} day" in told["risk", level]
    numbers = {per_cent(one) for one in (SURE, LIKELY, RESERVE, LONG_RESERVE)}
    assert set(re.findall(r"\d+ %", " ".join(told.values()))) == numbers


def level(part: Part) -> str:
    return LEVELS[part.level]


def test_the_rules_change_their_level_exactly_there() -> None:
    chances = {SURE: "Well", SURE - 1: "Watch", LIKELY: "Watch", LIKELY - 1: "In trouble"}
    assert {share: level(schedule(replace(FACTS, kept=share))) for share in chances} == chances
    planned = {0: "Well", 1: "In trouble"}
    assert {days: level(schedule(replace(FACTS, finish=TODAY + timedelta(days=days)))) for days in planned} == planned
    waits = {(): "Well", (LONG,): "Watch", (LONG + 1,): "In trouble"}
    assert {ages: level(scope(replace(FACTS, waiting=ages))) for ages in waits} == waits
    assert level(scope(replace(FACTS, held_soon=1))) == "In trouble"

    def reserve(days: int, left: int) -> str:
        p50 = TODAY + timedelta(days=left)
        return level(risk(replace(FACTS, p50=p50, p80=p50 + timedelta(days=days))))

    assert [reserve(days, 1000) for days in (100, 101, 250, 251)] == ["Well", "Watch", "Watch", "In trouble"]
    few = (RESERVE_DAYS, RESERVE_DAYS + 1, LONG_RESERVE_DAYS, LONG_RESERVE_DAYS + 1)
    assert [reserve(days, 0) for days in few] == ["Well", "Watch", "Watch", "In trouble"]


def test_the_page_for_readers_and_the_question_say_the_same_limits() -> None:
    limit = f"well from {per_cent(SURE)}, to watch from {per_cent(LIKELY)}"
    told = (DOCS / "how-to" / "see-all-projects.md").read_text("utf-8")
    assert limit in told and limit in " ".join((health.__doc__ or "").split())
    assert f"well to {per_cent(RESERVE)}, to watch to {per_cent(LONG_RESERVE)}" in told
    assert (SOON, LONG) == (14, 30), "“within two weeks” and “for a month” in see-all-projects.md and in the reasons of the question"


def test_no_page_has_a_limit_of_its_own_for_what_is_likely_late_or_at_risk() -> None:
    own = [
        f"{page.relative_to(DOCS)}: {line.strip()}"
        for page in sorted(DOCS.rglob("*.md"))
        for line in page.read_text("utf-8").splitlines()
        if re.search(r"likely late|at risk", line, flags=re.IGNORECASE) and re.search(r"\d+ ?%", line)
    ]
    assert own == []
    assert "**Likely late**: days late > 0" in PAGE
