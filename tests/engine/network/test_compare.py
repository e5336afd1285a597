"""Computed dates beside stored ones: equal, or different for a reason that is named."""

from dataclasses import replace

import pytest

from milepost.engine import schedule_plan
from milepost.engine.model import Assignment, Constraint, Link, Plan, Resource, StoredDates, Task
from milepost.engine.network import Difference, compare_stored
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
FINISH = read_moment("2026-01-05T17:00")
RIGHT = StoredDates(early_start=START, early_finish=FINISH)
WRONG = StoredDates(early_start=START + DAY, early_finish=FINISH + DAY)


def kinds(*tasks: Task, links: tuple[Link, ...] = (), recalendared: tuple[str, ...] = (), plan: Plan | None = None) -> list[Difference]:
    plan = replace(plan or Plan("p", START), tasks=tasks, links=links)
    return [row.difference for row in compare_stored(plan, schedule_plan(plan), recalendared=recalendared).rows]


def one(**changes: object) -> Task:
    return replace(Task("1", "one", duration=8 * HOUR, stored=WRONG), **changes)


def test_equal_dates_are_equal() -> None:
    assert kinds(one(stored=RIGHT)) == [Difference.NONE]


def test_a_task_without_stored_dates_is_not_compared() -> None:
    plan = Plan("p", START, tasks=(one(stored=StoredDates()), replace(one(stored=RIGHT), id="2")))
    comparison = compare_stored(plan, schedule_plan(plan))
    assert comparison.counts == {Difference.NOT_STORED: 1, Difference.NONE: 1}
    assert comparison.compared == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"manual": True, "manual_start": START + 2 * DAY, "manual_finish": FINISH + 2 * DAY}, Difference.MANUAL),
        ({"actual_start": START + 2 * DAY}, Difference.ACTUALS),
        ({"leveling_delay": DAY}, Difference.LEVELLED),
        ({"constraint": Constraint.ALAP}, Difference.LATE),
        ({"stored": StoredDates(early_start=FINISH + DAY, early_finish=START)}, Difference.STALE),
        ({}, Difference.UNEXPLAINED),
    ],
)
def test_each_reason_is_named(changes: dict[str, object], reason: Difference) -> None:
    assert kinds(one(**changes)) == [reason]


def test_a_person_with_other_working_time_is_a_reason() -> None:
    plan = Plan("p", START, resources=(Resource("ann", "Ann"),), assignments=(Assignment("a", "1", "ann", work=8 * HOUR),))
    assert kinds(one(), plan=plan, recalendared=("1",)) == [Difference.CALENDARS]
    assert kinds(one(), plan=plan) == [Difference.UNEXPLAINED]


def test_a_task_follows_the_one_that_differs_through_a_summary_too() -> None:
    summary = Task("s", "summary")
    inside = replace(one(leveling_delay=DAY), level=2, parent="s")
    after = Task("2", "after", duration=8 * HOUR, stored=StoredDates(early_start=START + 9 * DAY, early_finish=FINISH + 9 * DAY))
    plan = Plan("p", START, tasks=(summary, inside, after), links=(Link("s", "2"),))
    rows = compare_stored(plan, schedule_plan(plan)).rows
    assert [row.difference for row in rows] == [Difference.LEVELLED, Difference.FOLLOWS]
    assert rows[1].because == "1"


def test_a_format_that_keeps_days_only_is_compared_by_the_day() -> None:
    midnight = START - START % DAY
    assert kinds(one(stored=StoredDates(early_start=midnight, early_finish=midnight))) == [Difference.NONE]
    assert kinds(one(stored=StoredDates(early_start=midnight, early_finish=midnight + DAY))) == [Difference.UNEXPLAINED]
