"""GanttProject's links are read from the file itself, and only where its tasks are surely the ones that were read."""

from pathlib import Path

import pytest

from milepost.engine.model import Constraint, Link, LinkKind, Plan, StoredDates, Task
from milepost.exchange.foreign.ganttproject import drawing_of, repair
from milepost.values import DAY, HOUR

TASKS = (
    Task("1", "Scan", row=1),
    Task("2", "Sort the papers", row=2, parent="1", level=2, stored=StoredDates(start=4 * DAY)),
    Task("3", "Scan the papers", row=3, parent="1", level=2, stored=StoredDates(start=11 * DAY)),
    Task("4", "Inform the readers", row=4, stored=StoredDates(start=14 * DAY)),
)
PLAN = Plan("Archive", 4 * DAY, tasks=TASKS, links=(Link("1", "4"),))


@pytest.fixture
def gan(data_folder: Path) -> bytes:
    """A small file of GanttProject's layout."""
    return (data_folder / "foreign" / "small.gan").read_bytes()


def codes(told: list[object]) -> list[str]:
    """Codes of notices."""
    return [str(getattr(one, "code", "")) for one in told]


def test_nested_dependencies_belong_to_the_task_around_them(gan: bytes) -> None:
    assert [(one.predecessor, one.successor, one.strong) for one in drawing_of(gan).depends] == [("1", "2", True), ("1", "3", False)]


def test_links_replace_those_that_were_read(gan: bytes) -> None:
    plan, told = repair(PLAN, gan, place="a.gan")
    assert plan.links == (Link("2", "3", LinkKind.FS, 8 * HOUR), Link("2", "4", LinkKind.SS, 0))
    assert codes(list(told)) == ["start-pinned"]


def test_only_tasks_that_a_strong_link_moves_are_free(gan: bytes) -> None:
    plan, _ = repair(PLAN, gan, place="a.gan")
    assert [task.id for task in plan.tasks if task.constraint is Constraint.SNET] == ["2", "4"]
    assert plan.task["4"].constraint_date == 14 * DAY


def test_a_link_to_nothing_is_told_not_kept(gan: bytes) -> None:
    inform = b'<depend id="3" type="1" difference="0"'
    assert inform in gan
    for odd in (
        b'<depend id="77" type="1" difference="0"',
        b'<depend id="3" type="9" difference="0"',
        b'<depend id="3" type="1" difference="x"',
    ):
        plan, told = repair(PLAN, gan.replace(inform, odd), place="a.gan")
        assert len(plan.links) == 1
        assert "link-not-read" in codes(list(told))


def test_tasks_that_do_not_match_leave_the_plan_alone_with_a_warning(gan: bytes) -> None:
    for other in (gan.replace(b"Sort the papers", b"Something else"), gan[:900], gan.replace(b'encoding="UTF-8"', b'encoding="klingon"')):
        plan, told = repair(PLAN, other, place="a.gan")
        assert plan is PLAN
        assert codes(list(told)) == ["links-doubtful"]
