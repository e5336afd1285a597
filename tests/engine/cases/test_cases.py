"""Every case beside this file: the plan in it is scheduled, and what the case expects must come out (see README.md)."""

import re
from pathlib import Path

import pytest

from milepost.engine import Schedule, TaskDates, schedule_plan
from milepost.engine.model import Plan
from milepost.engine.network import critical_paths, explain, longest_path_to
from milepost.values import moment_text
from tests.engine.cases.case_text import Case, moment, read_case, span

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.case"))
DATES = ("start", "finish", "early start", "early finish", "late start", "late finish")
FLOATS = {"float": "total_float", "free float": "free_float"}


@pytest.mark.duty_part("SR-18", "driving links, float and critical path of every kind of plan", where="milepost.engine.network")
@pytest.mark.duty_part("SR-6", "dates by links, constraints, calendars and progress", where="milepost.engine")
@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(HERE).with_suffix("").as_posix() for path in FILES])
def test_case(path: Path) -> None:
    case = read_case(path)
    plan = case.plan
    schedule = schedule_plan(plan)
    wrong = [problem for subject, words in case.expected for problem in _wrong(plan, schedule, subject, words)]
    wrong += _untold(case, schedule)
    if wrong:
        pytest.fail("\n  ".join([case.title, *wrong]), pytrace=False)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_case_says_what_it_shows_and_why_its_numbers_are_right(path: Path) -> None:
    case = read_case(path)
    assert case.title and case.why and case.expected


def test_no_two_cases_have_the_same_title() -> None:
    titles = [read_case(path).title for path in FILES]
    assert len(titles) == len(set(titles)) >= 90


def _wrong(plan: Plan, schedule: Schedule, subject: str, words: str) -> list[str]:
    if subject == "problem":
        code, _, text = words.partition(" ")
        found = [str(p) + " tasks: " + " ".join(p.tasks) for p in schedule.problems if p.code == code]
        return [] if any(text in problem for problem in found) else [f"no problem {words}; there are {[str(p) for p in schedule.problems]}"]
    if subject == "critical paths":
        paths = " | ".join(" ".join(path.tasks) for path in critical_paths(plan, schedule))
        return [] if paths == words else [f"critical paths are {paths}, not {words}"]
    if subject == "plan":
        return [found for word in words.split(", ") for found in _bound(schedule, word)]
    name, _, what = subject.partition(" ")
    if name not in schedule:
        return [] if words == "no dates" else [f"{name} has no dates"]
    if what in ("path", "why"):
        answer = longest_path_to(plan, schedule, name).tasks if what == "path" else [r.code for r in explain(plan, schedule, name)]
        return [] if " ".join(answer) == words else [f"{subject}: {' '.join(answer)}, not {words}"]
    return [found for word in words.split(", ") for found in _differs(plan, schedule[name], word)]


def _bound(schedule: Schedule, word: str) -> list[str]:
    name, _, date = word.partition(" ")
    value = getattr(schedule, name)
    return [] if value == moment(date) else [f"the plan's {name} is {moment_text(value)}, not {date}"]


def _differs(plan: Plan, dates: TaskDates, word: str) -> list[str]:
    """What is not as "finish Fri 01-09 17:00", "float 2d", "critical", "not critical", "near critical" or "driver link A" says."""
    if found := re.fullmatch(rf"({'|'.join(DATES)}) (.+)", word):
        value = getattr(dates, found[1].replace(" ", "_"))
        return [] if value == moment(found[2]) else [f"{dates.task}: {found[1]} is {moment_text(value)}, not {found[2]}"]
    if found := re.fullmatch(r"(free float|float) (.+)", word):
        value = getattr(dates, FLOATS[found[1]])
        return [] if value == span(found[2]) else [f"{dates.task}: {found[1]} is {value / 3600:g} h, not {found[2]}"]
    if word.startswith("driver "):
        link = "" if dates.driving_link is None else f" {plan.links[dates.driving_link].predecessor}"
        answer = f"driver {dates.driver.value}{link}"
        return [] if answer == word else [f"{dates.task}: {answer}, not {word}"]
    states = {"critical": dates.critical, "not critical": not dates.critical, "near critical": dates.near_critical}
    return [] if states[word] else [f"{dates.task}: is not as expected, {word}"]


def _untold(case: Case, schedule: Schedule) -> list[str]:
    """Problems the case does not expect."""
    told = {words.split()[0] for subject, words in case.expected if subject == "problem"}
    return [f"unexpected {problem.code}: {problem}" for problem in schedule.problems if problem.code not in told]
