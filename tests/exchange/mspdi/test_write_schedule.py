"""Writing with a computed schedule: its dates, float and roll-ups, instead of what the source stored."""

import io

from lxml import etree

from milepost.engine.model import Plan
from milepost.engine.schedule import Driver, Schedule, TaskDates
from milepost.exchange.imported import Imported
from milepost.exchange.mspdi import read, write
from milepost.exchange.mspdi.order import NAMESPACE
from milepost.values import DAY, HOUR, read_moment
from tests.exchange.mspdi.making import NAME, plan_of, written
from tests.exchange.mspdi.rich import rich

START = read_moment("2026-01-12T08:00:00")


def dates(task: str, start: int, finish: int, driver: Driver = Driver.LINK) -> TaskDates:
    return TaskDates(task, start, finish, start, finish, start + DAY, finish + DAY, 8 * HOUR, HOUR, False, False, driver)


def shifted(plan: Plan) -> Schedule:
    """A schedule that puts every task on 12 and 13 January."""
    rows = tuple(dates(task.id, START, START + DAY + 9 * HOUR) for task in plan.tasks if task.level > 0)
    return Schedule(START, START + DAY + 9 * HOUR, rows)


def child(root: etree._Element, kind: str, uid: str, name: str) -> str | None:
    space = f"{{{NAMESPACE}}}"
    row = next(row for row in root.iter(f"{space}{kind}") if row.findtext(f"{space}UID") == uid)
    return row.findtext(f"{space}{name}")


def with_schedule(found: Imported) -> etree._Element:
    return etree.fromstring(written(found.plan, carry=found.carry, schedule=shifted(found.plan)))


def test_tasks_have_the_schedules_dates_and_float() -> None:
    root = with_schedule(read(rich(), name=NAME))
    names = ("Start", "Finish", "EarlyStart", "LateFinish", "TotalSlack", "FreeSlack", "Critical")
    assert [child(root, "Task", "2", name) for name in names] == [
        "2026-01-12T08:00:00",
        "2026-01-13T17:00:00",
        "2026-01-12T08:00:00",
        "2026-01-14T17:00:00",
        "4800",
        "600",
        "0",
    ]


def test_summaries_and_the_projects_row_span_what_was_scheduled() -> None:
    root = with_schedule(read(rich(), name=NAME))
    assert child(root, "Task", "1", "Duration") == "PT16H0M0S"
    assert (child(root, "Task", "0", "Start"), child(root, "Task", "0", "Finish")) == ("2026-01-12T08:00:00", "2026-01-13T17:00:00")
    assert child(root, "Task", "2", "Duration") == "PT16H0M0S"
    assert root.findtext(f"{{{NAMESPACE}}}FinishDate") == "2026-01-13T17:00:00"
    assert root.findtext(f"{{{NAMESPACE}}}StartDate") == "2026-01-05T08:00:00"


def test_figures_that_follow_from_moved_dates_are_not_written_again() -> None:
    root = with_schedule(read(rich(), name=NAME))
    assert child(root, "Task", "2", "StartVariance") is None
    assert child(root, "Task", "2", "CreateDate") == "2026-01-01T09:00:00"


def test_assignments_go_with_their_tasks_and_lose_the_phases_that_lie_elsewhere() -> None:
    found = read(rich(), name=NAME)
    target = io.BytesIO()
    notices = write(found.plan, carry=found.carry, schedule=shifted(found.plan), target=target)
    root = etree.fromstring(target.getvalue())
    assert child(root, "Assignment", "4", "Start") == "2026-01-12T08:00:00"
    assert child(root, "Assignment", "1", "Start") == "2026-01-05T08:00:00"  # it has begun
    assert "phases-left-out" in [notice.code for notice in notices]
    kinds = [p.kind for p in plan_of(target.getvalue()).assignments[0].phases]
    assert kinds == [2]


def test_a_schedule_that_moves_nothing_leaves_the_phases() -> None:
    found = read(rich(), name=NAME)
    two = found.plan.task["2"].stored
    assert two.start is not None and two.finish is not None
    same = Schedule(two.start, two.finish, (dates("2", two.start, two.finish),))
    again = plan_of(written(found.plan, carry=found.carry, schedule=same))
    assert again.assignments[0].phases == found.plan.assignments[0].phases


def test_without_a_schedule_the_stored_dates_are_written() -> None:
    found = read(rich(), name=NAME)
    assert plan_of(written(found.plan, carry=found.carry)).task["2"].stored == found.plan.task["2"].stored


def test_tasks_the_schedule_leaves_out_keep_what_was_stored() -> None:
    found = read(rich(), name=NAME)
    empty = Schedule(START, START, ())
    assert plan_of(written(found.plan, carry=found.carry, schedule=empty)).task["2"].stored == found.plan.task["2"].stored
