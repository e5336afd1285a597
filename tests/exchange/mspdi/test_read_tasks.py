"""Tasks: outline, units, kinds, constraints, progress, what the source stored."""

from decimal import Decimal

import pytest

from milepost.engine.model import Accrual, Constraint, Segment, TaskType
from milepost.exchange.mspdi import read
from milepost.values import HOUR, read_moment
from tests.exchange.mspdi.making import NAME, STANDARD, again, codes, document, element, plan_of, task


def test_the_outline_comes_from_the_levels_and_the_projects_own_row_is_nobodys_parent() -> None:
    plan = plan_of(
        document(task(0, OutlineLevel=0) + task(1) + task(2, OutlineLevel=2) + task(3, OutlineLevel=3) + task(4, OutlineLevel=2) + task(5))
    )
    assert [(t.id, t.level, t.parent) for t in plan.tasks] == [
        ("0", 0, None),
        ("1", 1, None),
        ("2", 2, "1"),
        ("3", 3, "2"),
        ("4", 2, "1"),
        ("5", 1, None),
    ]
    assert plan.summaries == {"1", "2"}


def test_without_a_level_the_outline_number_tells_it() -> None:
    rows = "".join(
        f"<Task><UID>{uid}</UID><OutlineNumber>{number}</OutlineNumber></Task>" for uid, number in ((1, "1"), (2, "1.1"), (3, "2"))
    )
    assert [t.level for t in plan_of(document(rows)).tasks] == [1, 2, 1]


@pytest.mark.parametrize(
    ("duration_format", "elapsed"), [(7, False), (8, True), (5, False), (39, False), (40, True), (53, False), (21, False)]
)
def test_even_duration_formats_count_clock_time(duration_format: int, elapsed: bool) -> None:
    found = plan_of(document(task(1, Duration="PT72H30M6S", DurationFormat=duration_format))).tasks[0]
    assert (found.duration, found.elapsed, found.duration_format) == (72 * HOUR + 30 * 60 + 6, elapsed, duration_format)


@pytest.mark.parametrize(("number", "constraint"), list(enumerate(Constraint)))
def test_constraints_have_the_formats_numbers(number: int, constraint: Constraint) -> None:
    found = plan_of(document(task(1, ConstraintType=number, ConstraintDate="2026-02-02T08:00:00"))).tasks[0]
    assert (found.constraint, found.constraint_date) == (constraint, read_moment("2026-02-02T08:00:00"))


def test_everything_the_model_has_of_a_task_is_read() -> None:
    found = plan_of(
        document(
            task(
                7,
                GUID="G",
                ID=3,
                Active=0,
                Manual=1,
                Type=2,
                WBS="A.1",
                OutlineNumber="1",
                Priority=900,
                Work="PT16H0M0S",
                EffortDriven=1,
                Recurring=1,
                Estimated=1,
                Milestone=1,
                ManualStart="2026-01-06T08:00:00",
                ManualFinish="2026-01-07T17:00:00",
                ManualDuration="PT16H0M0S",
                Stop="2026-01-06T12:00:00",
                Resume="2026-01-07T08:00:00",
                SubprojectName="C:/other.mpp",
                ExternalTask=1,
                FixedCost=12345,
                FixedCostAccrual=1,
                PercentComplete=50,
                PercentWorkComplete=40,
                PhysicalPercentComplete=30,
                Cost=100050,
                ActualCost=1,
                ActualStart="2026-01-06T08:00:00",
                ActualFinish="2026-01-07T17:00:00",
                ActualDuration="PT4H0M0S",
                RemainingDuration="PT4H0M0S",
                ActualWork="PT8H0M0S",
                RemainingWork="PT8H0M0S",
                Deadline="2026-03-01T17:00:00",
                LevelingDelay=4800,
                HyperlinkAddress="https://example.org",
                IgnoreResourceCalendar=1,
                Notes="Line one\nLine two & more",
                CalendarUID=1,
            )
        )
    ).tasks[0]
    assert (found.guid, found.row, found.uid, found.active, found.manual, found.type) == ("G", 3, 7, False, True, TaskType.FIXED_WORK)
    assert (found.wbs, found.priority, found.work, found.effort_driven, found.recurring) == ("A.1", 900, 16 * HOUR, True, True)
    assert (found.estimated, found.milestone, found.external, found.subproject) == (True, True, True, "C:/other.mpp")
    assert (found.manual_start, found.manual_duration) == (read_moment("2026-01-06T08:00:00"), 16 * HOUR)
    assert (found.stop, found.resume) == (read_moment("2026-01-06T12:00:00"), read_moment("2026-01-07T08:00:00"))
    assert (found.fixed_cost, found.fixed_cost_accrual, found.cost, found.actual_cost) == (
        Decimal("123.45"),
        Accrual.START,
        Decimal("1000.50"),
        Decimal("0.01"),
    )
    assert (found.percent_complete, found.percent_work_complete, found.physical_percent_complete) == (50, 40, 30)
    assert (found.actual_duration, found.remaining_duration, found.actual_work, found.remaining_work) == (
        4 * HOUR,
        4 * HOUR,
        8 * HOUR,
        8 * HOUR,
    )
    assert (found.deadline, found.leveling_delay, found.calendar) == (read_moment("2026-03-01T17:00:00"), 8 * HOUR, "1")
    assert (found.hyperlink, found.ignore_resource_calendars, found.notes) == ("https://example.org", True, "Line one\nLine two & more")


def test_stored_dates_and_float_are_kept_apart_from_what_schedules() -> None:
    stored = (
        plan_of(
            document(
                task(
                    1,
                    Start="2026-01-05T08:00:00",
                    EarlyFinish="2026-01-05T17:00:00",
                    LateStart="2026-01-06T08:00:00",
                    TotalSlack=4800,
                    FreeSlack=-600,
                    Critical=1,
                )
            )
        )
        .tasks[0]
        .stored
    )
    assert (stored.start, stored.early_finish, stored.late_start) == tuple(
        map(read_moment, ("2026-01-05T08:00:00", "2026-01-05T17:00:00", "2026-01-06T08:00:00"))
    )
    assert (stored.total_float, stored.free_float, stored.critical, stored.finish) == (8 * HOUR, -HOUR, True, None)


def test_baselines_are_read_with_their_numbers() -> None:
    baseline = element(
        "Baseline",
        Number=10,
        Interim=1,
        Start="2026-01-05T08:00:00",
        Duration="PT8H0M0S",
        DurationFormat=7,
        EstimatedDuration=1,
        Work="PT4H0M0S",
        Cost=112500,
        FixedCost=100,
    )
    found = plan_of(document(task(1, element("Baseline", Number=0, Work="PT2H0M0S") + baseline))).tasks[0].baselines
    assert [b.number for b in found] == [0, 10]
    assert (found[1].interim, found[1].estimated, found[1].cost, found[1].fixed_cost) == (True, True, Decimal(1125), Decimal(1))
    assert (found[0].work, found[0].start, found[0].cost) == (2 * HOUR, None, None)


def test_a_task_that_says_nothing_of_manual_follows_the_files_default() -> None:
    header = "<StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID><DurationFormat>9</DurationFormat>"
    rows = task(1) + task(2, Manual=0, DurationFormat=5)
    plan = plan_of(document(rows, header=f"{header}<NewTasksAreManual>1</NewTasksAreManual>"))
    assert [(t.manual, t.duration_format) for t in plan.tasks] == [(True, 9), (False, 5)]


def test_blank_rows_are_no_tasks_but_are_written_back_in_their_place() -> None:
    rows = task(1) + "<Task><UID>2</UID><ID>2</ID><IsNull>1</IsNull></Task>" + task(3)
    data = document(rows)
    first, second = again(data)
    assert [t.id for t in first.plan.tasks] == ["1", "3"]
    assert first.carry == second.carry
    assert first.carry.task_rows[0].after == "1"  # type: ignore[attr-defined]


def phase(start: str, finish: str, value: str | None, kind: int = 1) -> str:
    return element("TimephasedData", Type=kind, UID=1, Start=start, Finish=finish, Unit=2, **({"Value": value} if value else {}))


SPLIT = (
    phase("2026-01-05T08:00:00", "2026-01-06T17:00:00", "PT16H0M0S")
    + phase("2026-01-06T17:00:00", "2026-01-07T17:00:00", "PT0H0M0S")
    + phase("2026-01-07T17:00:00", "2026-01-09T17:00:00", "PT16H0M0S")
)


def test_a_split_is_found_in_the_time_phased_work_and_bounded_by_working_time() -> None:
    assignment = element("Assignment", UID=1, TaskUID=1, ResourceUID=-65535).replace("</Assignment>", f"{SPLIT}</Assignment>")
    found = plan_of(document(task(1, Duration="PT32H0M0S"), assignments=assignment)).tasks[0]
    assert found.segments == (
        Segment(read_moment("2026-01-05T08:00:00"), read_moment("2026-01-06T17:00:00")),
        Segment(read_moment("2026-01-08T08:00:00"), read_moment("2026-01-09T17:00:00")),
    )


def test_a_weekend_is_no_split() -> None:
    weekend = (
        phase("2026-01-09T08:00:00", "2026-01-09T17:00:00", "PT8H0M0S")
        + phase("2026-01-10T00:00:00", "2026-01-12T00:00:00", "PT0H0M0S")
        + phase("2026-01-12T08:00:00", "2026-01-12T17:00:00", "PT8H0M0S")
    )
    assignment = element("Assignment", UID=1, TaskUID=1, ResourceUID=-65535).replace("</Assignment>", f"{weekend}</Assignment>")
    assert plan_of(document(task(1), assignments=assignment)).tasks[0].segments == ()


def test_a_pause_of_one_person_is_no_split_while_another_works() -> None:
    other = phase("2026-01-05T08:00:00", "2026-01-09T17:00:00", "PT40H0M0S")
    rows = "".join(
        element("Assignment", UID=n, TaskUID=1, ResourceUID=-65535).replace("</Assignment>", f"{phases}</Assignment>")
        for n, phases in ((1, SPLIT), (2, other))
    )
    assert plan_of(document(task(1), assignments=rows)).tasks[0].segments == ()


def test_a_missing_calendar_of_a_task_is_told_and_the_plans_is_taken() -> None:
    found = read(document(task(1, CalendarUID=9)), name=NAME)
    assert found.plan.tasks[0].calendar is None
    assert codes(found) == ["calendar-missing"]


def test_unknown_elements_of_a_task_come_back_where_they_stood() -> None:
    rows = task(1, CreateDate="2026-01-01T00:00:00", BoardStatus="Doing", Contact="Ann")
    first, second = again(document(rows, calendars=STANDARD))
    assert first.carry == second.carry
    extras = "".join(xml for _, xml in first.carry.tasks["1"])  # type: ignore[attr-defined]
    assert "<CreateDate>" in extras and "<BoardStatus>Doing</BoardStatus>" in extras
