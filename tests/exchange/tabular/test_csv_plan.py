"""CSV plans: every column of the layout, in people's own spelling, becomes the plan it says."""

from decimal import Decimal

import pytest

from milepost.engine.model import Constraint, LagKind, Link, LinkKind, ResourceKind, Task, TaskType
from milepost.engine.problem import Severity
from milepost.exchange.imported import Imported
from milepost.exchange.tabular import read_csv
from milepost.values import moment_text, read_moment

DAY = 8 * 3600


def read(text: str, **options: object) -> Imported:
    return read_csv(text.encode(), name="plan.csv", **options)  # type: ignore[arg-type]


def tasks(text: str) -> dict[str, Task]:
    return {task.name: task for task in read("# start: 2026-01-05\n" + text).plan.tasks}


def links(cell: str, *, more: str = "") -> tuple[Link, ...]:
    rows = f'Id,Name,Duration,Predecessors\n1,A,2,\n2,B,2,\n3,"C, or D",2,\n4,Last,1,"{cell}"\n{more}'
    return read("# start: 2026-01-05\n" + rows).plan.links


def test_a_sheet_of_names_and_days_is_a_plan() -> None:
    plan = read("# start: 2026-01-05\nName;Duration\nDesign;3\nBuild;2,5 d\n").plan
    assert [(task.id, task.name, task.duration) for task in plan.tasks] == [("1", "Design", 3 * DAY), ("2", "Build", DAY * 5 // 2)]
    assert moment_text(plan.start) == "2026-01-05T08:00:00"
    assert plan.name == "plan"


def test_heading_names_may_be_written_in_any_case_order_and_spelling() -> None:
    text = "# start: 2026-01-05\npredecessor,  TASK_NAME ,Nr,Dauer,% complete\n,A,7,1 d,50%\n7FS,B,9,2 Tage,0\n"
    plan = read(text).plan
    assert [(task.id, task.duration // DAY, task.percent_complete) for task in plan.tasks] == [("7", 1, 50), ("9", 2, 0)]
    assert plan.links == (Link("7", "9"),)


def test_what_stands_above_the_heading_says_how_the_author_counts() -> None:
    plan = read(
        "# name: Office move\n# start: 2026-01-05\n# working hours: 09:00-12:30, 13:30-17:00\n# currency: EUR\n# status date: 2026-01-09\n"
        "# holiday: 2026-04-03 to 2026-04-06 Easter\n# working days: Mon-Thu\n# just a remark\nName,Duration\nA,1 d\nB,1 w\n"
    ).plan
    assert plan.name == "Office move"
    assert moment_text(plan.start) == "2026-01-05T09:00:00"
    assert moment_text(plan.status_date or 0) == "2026-01-09T17:00:00"
    assert [task.duration for task in plan.tasks] == [7 * 3600, 28 * 3600]
    assert plan.settings.currency.code == "EUR"
    calendar = plan.calendars[0]
    assert [bool(day) for day in calendar.week] == [True] * 4 + [False] * 3
    assert (calendar.exceptions[0].last_day - calendar.exceptions[0].first_day, calendar.exceptions[0].name) == (3, "Easter")


def test_without_any_start_the_earliest_date_is_taken_and_told() -> None:
    imported = read("Name,Duration,Start\nB,1,2026-02-03\nA,1,2026-02-02\n")
    assert moment_text(imported.plan.start) == "2026-02-02T08:00:00"
    assert [notice.code for notice in imported.notices if "start" in notice.code] == ["start-assumed", "start-kept"]


def test_the_callers_start_wins_and_a_bare_day_begins_with_its_working_hours() -> None:
    text = "# start: 2026-01-05\n# working hours: 09:00-17:00\nName,Duration\nA,1\n"
    assert moment_text(read(text, start=read_moment("2026-03-02")).plan.start) == "2026-03-02T09:00:00"
    assert moment_text(read(text, start=read_moment("2026-03-02T10:00")).plan.start) == "2026-03-02T10:00:00"


def test_the_outline_from_levels() -> None:
    found = tasks("Name,Outline Level,Duration\nAll,1,\nPart,2,\nDo,3,1\nOther,2,1\nEnd,1,0\n")
    assert {name: task.parent for name, task in found.items()} == {"All": None, "Part": "1", "Do": "2", "Other": "1", "End": None}
    assert found["End"].milestone
    assert not found["All"].milestone


def test_the_outline_from_indented_names() -> None:
    found = tasks("Name,Duration\nAll,\n   Part,\n\u00a0     Do,1\n   Other,1\nEnd,1\n")
    assert [(task.level, task.parent) for task in found.values()] == [(1, None), (2, "1"), (3, "2"), (2, "1"), (1, None)]


def test_the_outline_from_dotted_numbers() -> None:
    found = tasks("WBS,Name,Duration\n1,All,\n1.1,Part,\n1.1.1,Do,1\n1.2,Other,1\n2,End,1\n")
    assert [(task.level, task.wbs) for task in found.values()] == [(1, "1"), (2, "1.1"), (3, "1.1.1"), (2, "1.2"), (1, "2")]


def test_numbers_that_form_no_outline_are_told_and_all_rows_stay_at_the_top() -> None:
    imported = read("# start: 2026-01-05\nWBS,Name,Duration\nX9,A,1\n1.2.3,B,1\n")
    assert [task.level for task in imported.plan.tasks] == [1, 1]
    assert "outline-unknown" in [notice.code for notice in imported.notices]


def test_a_first_row_of_level_zero_names_the_project() -> None:
    imported = read("# start: 2026-01-05\nId,Name,Outline Level,Duration\n0,Office move,0,\n1,A,1,1\n")
    assert imported.plan.name == "Office move"
    assert [task.id for task in imported.plan.tasks] == ["1"]
    assert imported.notices[0].code == "project-row"


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("3", Link("3", "4")),
        ("3FS+2d", Link("3", "4", LinkKind.FS, 2 * DAY)),
        ("2SS-1d", Link("2", "4", LinkKind.SS, -DAY)),
        ("1FF+50%", Link("1", "4", LinkKind.FF, 5000, LagKind.PERCENT, 19)),
        ("1FF-25e%", Link("1", "4", LinkKind.FF, -2500, LagKind.ELAPSED_PERCENT, 20)),
        ("1SF + 3 ed", Link("1", "4", LinkKind.SF, 3 * 86400, LagKind.ELAPSED, 8)),
        ("1fs+2 wks", Link("1", "4", LinkKind.FS, 10 * DAY, lag_format=9)),
        ("1EA+1 Tag", Link("1", "4", LinkKind.FS, DAY)),
        ("1+4h", Link("1", "4", LinkKind.FS, 4 * 3600, lag_format=5)),
        ("A", Link("1", "4")),
        ("BSS", Link("2", "4", LinkKind.SS)),
    ],
)
def test_predecessors_in_ms_projects_notation(cell: str, link: Link) -> None:
    assert links(cell) == (link,)


@pytest.mark.parametrize("cell", ["1,2", "1;2", "1; 2FS", "1\n2"])
def test_several_predecessors_with_either_separator(cell: str) -> None:
    assert [link.predecessor for link in links(cell)] == ["1", "2"]


def test_with_semicolons_in_the_column_a_comma_belongs_to_the_number() -> None:
    assert links("1FS+1,5d;2") == (Link("1", "4", LinkKind.FS, DAY * 3 // 2), Link("2", "4"))


def test_successors_are_the_same_links_from_the_other_side() -> None:
    text = "# start: 2026-01-05\nId,Name,Duration,Predecessors,Successors\n1,A,1,,2FS+1d\n2,B,1,1FS+1d,\n"
    assert read(text).plan.links == (Link("1", "2", LinkKind.FS, DAY),)


def test_two_different_links_between_the_same_tasks_are_both_kept_and_told() -> None:
    imported = read("# start: 2026-01-05\nId,Name,Duration,Predecessors\n1,A,1,\n2,B,1,1SS;1FF\n")
    assert [link.kind for link in imported.plan.links] == [LinkKind.SS, LinkKind.FF]
    assert "link-twice" in [notice.code for notice in imported.notices]


def test_a_link_to_another_project_is_kept_and_told() -> None:
    imported = read("# start: 2026-01-05\nId,Name,Duration,Predecessors\n1,A,1,..\\other.mpp\\3FS+1d\n")
    assert imported.plan.links[0].external == "..\\other.mpp\\3FS+1d"
    assert "link-external" in [notice.code for notice in imported.notices]


def test_resources_with_shares_materials_and_costs() -> None:
    plan = read(
        "# start: 2026-01-05\nName,Duration,Resource Names\nA,2 d,Ann[50%];Bob;Cable[20 m];Travel[£500]\nB,1 d,ann;Crew[300%]\n"
    ).plan
    kinds = {resource.name: resource.kind for resource in plan.resources}
    assert kinds == {
        "Ann": ResourceKind.WORK,
        "Bob": ResourceKind.WORK,
        "Cable": ResourceKind.MATERIAL,
        "Travel": ResourceKind.COST,
        "Crew": ResourceKind.WORK,
    }
    first = {plan.resource[a.resource or ""].name: a for a in plan.assignments if a.task == "1"}
    assert (first["Ann"].units, first["Ann"].work) == (500_000, DAY)
    assert (first["Bob"].units, first["Bob"].work) == (1_000_000, 2 * DAY)
    assert (first["Cable"].units, first["Cable"].work) == (20_000_000, 0)
    assert first["Travel"].cost == Decimal(500)
    assert plan.tasks[0].work == 3 * DAY
    assert [a.units for a in plan.assignments if a.task == "2"] == [1_000_000, 3_000_000]


def test_semicolons_in_the_column_keep_a_comma_inside_names() -> None:
    plan = read('# start: 2026-01-05\nName,Duration,Resources\nA,1,"Smith, John;Lee, Ann"\nB,1,"Smith, John"\n').plan
    assert [resource.name for resource in plan.resources] == ["Smith, John", "Lee, Ann"]


def test_work_without_a_duration_gives_the_duration_and_is_shared_out() -> None:
    plan = read("# start: 2026-01-05\nName,Work,Resources\nA,30 h,Ann;Bob[50%]\n").plan
    assert plan.tasks[0].duration == 20 * 3600
    assert [a.work for a in plan.assignments] == [20 * 3600, 10 * 3600]


def test_start_and_finish_without_a_duration_give_working_time() -> None:
    found = tasks("Name,Start,Finish\nA,2026-01-05,2026-01-12\n")
    assert found["A"].duration == 6 * DAY
    assert found["A"].constraint is Constraint.SNET


def test_a_start_beside_predecessors_is_kept_to_compare_and_does_not_bind() -> None:
    found = tasks("Id,Name,Duration,Start,Predecessors\n1,A,1,2026-01-06,\n2,B,1,2026-01-20,1\n")
    assert (found["A"].constraint, moment_text(found["A"].constraint_date or 0)) == (Constraint.SNET, "2026-01-06T08:00:00")
    assert found["B"].constraint is Constraint.ASAP
    assert moment_text(found["B"].stored.start or 0) == "2026-01-20T08:00:00"


@pytest.mark.parametrize(
    ("kind", "expected", "moment"),
    [
        ("SNET", Constraint.SNET, "08:00:00"),
        ("Start No Later Than", Constraint.SNLT, "08:00:00"),
        ("Must Start On", Constraint.MSO, "08:00:00"),
        ("FNLT", Constraint.FNLT, "17:00:00"),
        ("Finish No Earlier Than", Constraint.FNET, "17:00:00"),
        ("mfo", Constraint.MFO, "17:00:00"),
    ],
)
def test_a_constraint_date_without_a_time_means_the_end_it_speaks_of(kind: str, expected: Constraint, moment: str) -> None:
    task = tasks(f"Name,Duration,Constraint Type,Constraint Date\nA,1,{kind},2026-02-02\n")["A"]
    assert task.constraint is expected
    assert moment_text(task.constraint_date or 0) == f"2026-02-02T{moment}"


def test_actuals_progress_deadline_and_the_rest_of_the_columns() -> None:
    task = tasks(
        "Unique ID,Name,Duration,Type,Effort driven,Priority,Deadline,Actual Start,Remaining Duration,% Complete,Physical % Complete,"
        "Fixed Cost,Active,"
        "Calendar,Ignore Resource Calendar,Notes,Estimated,Baseline Start,Baseline Duration,Baseline Cost,Baseline1 Finish,"
        "Total Slack,Critical,Phase\n"
        "42,A,4 d,Fixed Work,Yes,700,2026-02-27,2026-01-05 09:00,3 d,25%,20,£100.50,No,"
        "24 Hours,Yes,as agreed,Yes,2026-01-05,3 d,2000,2026-01-09,2 d,No,North\n"
    )["A"]
    assert (task.uid, task.type, task.effort_driven, task.priority, task.active) == (42, TaskType.FIXED_WORK, True, 700, False)
    assert moment_text(task.deadline or 0) == "2026-02-27T17:00:00"
    assert moment_text(task.actual_start or 0) == "2026-01-05T09:00:00"
    assert (task.remaining_duration, task.percent_complete, task.physical_percent_complete) == (3 * DAY, 25, 20)
    assert (task.fixed_cost, task.calendar, task.ignore_resource_calendars, task.notes, task.estimated) == (
        Decimal("100.50"),
        "24 hours",
        True,
        "as agreed",
        True,
    )
    assert [baseline.number for baseline in task.baselines] == [0, 1]
    assert (task.baselines[0].duration, task.baselines[0].cost) == (3 * DAY, Decimal(2000))
    assert (task.stored.total_float, task.stored.critical) == (2 * DAY, False)
    assert task.fields[0].value == "North"


def test_a_manual_task_keeps_what_was_typed() -> None:
    task = tasks("Name,Duration,Task Mode,Start,Finish\nA,2 d,Manually Scheduled,2026-01-07,2026-01-08\n")["A"]
    assert task.manual
    assert (moment_text(task.manual_start or 0), moment_text(task.manual_finish or 0), task.manual_duration) == (
        "2026-01-07T08:00:00",
        "2026-01-08T17:00:00",
        2 * DAY,
    )
    assert task.constraint is Constraint.ASAP


def test_unknown_columns_become_custom_fields_and_are_told() -> None:
    imported = read("# start: 2026-01-05\nName,Duration,Region,Cost centre\nA,1,North,\nB,1,,7\n")
    assert [field.alias for field in imported.plan.fields] == ["Region", "Cost centre"]
    assert [[value.value for value in task.fields] for task in imported.plan.tasks] == [["North"], ["7"]]
    (notice,) = [notice for notice in imported.notices if notice.code == "column-unknown"]
    assert "'Region', 'Cost centre'" in notice.message


def test_three_estimates_are_kept_as_durations() -> None:
    imported = read("# start: 2026-01-05\nName,Duration,Optimistic,Most likely,Pessimistic\nA,3,2 d,3 d,8 d\n")
    assert [(value.field, value.value) for value in imported.plan.tasks[0].fields] == [
        ("optimistic", "PT16H0M0S"),
        ("likely", "PT24H0M0S"),
        ("pessimistic", "PT64H0M0S"),
    ]
    assert not [notice for notice in imported.notices if notice.code == "column-unknown"]


def test_a_missing_duration_is_assumed_and_told_with_its_rows() -> None:
    imported = read("# start: 2026-01-05\nName,Duration\nA,\nB,2\n")
    assert (imported.plan.tasks[0].duration, imported.plan.tasks[0].estimated) == (DAY, True)
    (notice,) = [notice for notice in imported.notices if notice.code == "duration-assumed"]
    assert notice.severity is Severity.WARNING
    assert notice.message.endswith("Rows: 3.")


@pytest.mark.parametrize(("cells", "expected"), [(("50%", "100%"), [50, 100]), (("50", "100"), [50, 100]), (("0", "40"), [0, 40])])
def test_percentages_as_written(cells: tuple[str, str], expected: list[int]) -> None:
    found = read(f"# start: 2026-01-05\nName,Duration,% Complete\nA,1,{cells[0]}\nB,1,{cells[1]}\n").plan.tasks
    assert [task.percent_complete for task in found] == expected


def test_a_recurring_task_becomes_a_summary_with_its_occurrences() -> None:
    text = (
        "# start: 2026-01-05\nId,Name,Duration,Resources,Repeats,Predecessors\n"
        "1,Meeting,1 h,Ann,every 2 weeks on Mon at 10:00 until 2026-02-02,\n2,After,1 d,,,1\n"
    )
    plan = read(text).plan
    assert [(task.id, task.parent, task.recurring) for task in plan.tasks] == [
        ("1", None, True),
        ("1/1", "1", False),
        ("1/2", "1", False),
        ("1/3", "1", False),
        ("2", None, False),
    ]
    assert [moment_text(task.constraint_date or 0) for task in plan.tasks[1:4]] == [
        "2026-01-05T10:00:00",
        "2026-01-19T10:00:00",
        "2026-02-02T10:00:00",
    ]
    assert {a.task for a in plan.assignments} == {"1/1", "1/2", "1/3"}
    assert plan.links == (Link("1", "2"),)


def test_a_file_of_ms_projects_own_export_is_read() -> None:
    text = (
        "\ufeffID,Active,Task Mode,Name,Duration,Start,Finish,Predecessors,Outline Level,"
        "Constraint Type,Constraint Date,% Complete,Resource Names\r\n"
        "1,Yes,Auto Scheduled,Phase,5 days,Mon 05/01/26,Fri 09/01/26,,1,As Soon As Possible,NA,0%,\r\n"
        '2,Yes,Auto Scheduled,Do it,3 days?,Mon 05/01/26,Wed 07/01/26,,2,As Soon As Possible,NA,0%,"Ann,Bob[50%]"\r\n'
        "3,Yes,Auto Scheduled,Check it,2 days,Thu 08/01/26,Fri 09/01/26,2,2,Start No Earlier Than,Thu 08/01/26,0%,\r\n"
    )
    plan = read_csv(text.encode(), name="export.csv").plan
    assert [(task.id, task.parent, task.duration // DAY, task.estimated) for task in plan.tasks] == [
        ("1", None, 5, False),
        ("2", "1", 3, True),
        ("3", "1", 2, False),
    ]
    assert plan.links == (Link("2", "3"),)
    assert moment_text(plan.start) == "2026-01-05T08:00:00"
    assert [a.units for a in plan.assignments] == [1_000_000, 500_000]
