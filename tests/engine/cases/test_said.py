"""Whatever the engine tells of any case can be said in another language, and is kept as JSON and comes back."""

import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from milepost.engine import schedule_plan
from milepost.engine.model import LinkKind, Plan
from milepost.engine.network import explain
from milepost.values import Said
from milepost.values.sentence import packed, unpacked
from tests.engine.cases.case_text import read_case
from tests.engine.cases.test_cases import FILES


class Nobodys:
    """A language of no letters: what is left of a sentence was put into it."""

    def one(self, template: str) -> str:
        return re.sub(r"(\{[^}]*\})|[A-Za-z]", r"\1", template)

    def several(self, one: str, many: str, count: int) -> str:
        return self.one(one if count == 1 else many)

    def value(self, value: Any, form: str) -> str:
        return value if isinstance(value, str) else "0"


def told_of(plan: Plan) -> Iterator[str]:
    """Every sentence about the plan."""
    schedule = schedule_plan(plan)
    for problem in schedule.problems:
        yield from (text for text in (problem.place, problem.message, problem.remedy) if text)
    for dates in schedule:
        yield from (reason.text for reason in explain(plan, schedule, dates.task))


def data_of(plan: Plan) -> set[str]:
    """What somebody called things."""
    things = (*plan.tasks, *plan.resources, *plan.calendars, *plan.assignments)
    found = {str(text) for one in things for text in (one.id, getattr(one, "name", ""), getattr(one, "base", "")) if text} | {
        kind.value for kind in LinkKind
    }
    named = {end for link in plan.links for end in (link.predecessor, link.successor)} | {str(plan.calendar)}
    return (
        found
        | named
        | {str(one) for task in plan.tasks for one in (task.parent, task.calendar) if one}
        | {str(one) for held in plan.assignments for one in (held.task, held.resource) if one}
    )


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_no_word_of_what_is_told_is_english_in_another_language(path: Path) -> None:
    plan = read_case(path).plan
    data = sorted(data_of(plan), key=len, reverse=True)
    for text in told_of(plan):
        assert isinstance(text, Said), text
        left = text.told(Nobodys())
        for one in data:
            left = left.replace(one, "")
        assert not re.search("[A-Za-z]{2}", left), (str(text), left)


@pytest.mark.parametrize("path", FILES[::7], ids=[path.stem for path in FILES[::7]])
def test_what_is_told_is_kept_and_comes_back(path: Path) -> None:
    for text in told_of(read_case(path).plan):
        for again in (pickle.loads(pickle.dumps(text)), json.loads(json.dumps(packed(text)), object_hook=unpacked)):
            assert again == text and again.told(Nobodys()) == text.told(Nobodys())  # type: ignore[attr-defined]
        assert json.dumps(text) == json.dumps(str(text))
