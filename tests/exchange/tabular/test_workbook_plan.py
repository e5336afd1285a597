"""Plans in workbooks: typed cells, and the sheets beside the tasks."""

import io
from datetime import datetime
from decimal import Decimal

import pytest
import xlsxwriter

from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.tabular import read_xlsx
from milepost.values import moment_text

Rows = list[tuple[object, ...]]
TASKS: Rows = [("Name", "Duration", "Resources"), ("A", "2 d", "Ann Lee"), ("B", 1, "Cable")]
PROJECT: Rows = [("Setting", "Value"), ("Start", datetime(2026, 1, 5)), ("Working hours", "09:00-12:30, 13:30-17:30")]


def workbook(sheets: dict[str, Rows]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell)
    book.close()
    return stream.getvalue()


def read(**sheets: Rows) -> Imported:
    return read_xlsx(workbook({"Tasks": TASKS, "Project": PROJECT} | sheets), name="plan.xlsx")


def problems(**sheets: Rows) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read(**sheets)
    return caught.value.problems


def calendar_of(plan: Plan, name: str) -> tuple[object, ...]:
    (found,) = [calendar for calendar in plan.calendars if calendar.name == name]
    return found.week, [(e.first_day, e.last_day, e.shifts, e.name) for e in found.exceptions]


def test_the_sheet_project_says_start_and_hours() -> None:
    plan = read().plan
    assert moment_text(plan.start) == "2026-01-05T09:00:00"
    assert [task.duration for task in plan.tasks] == [2 * 27000, 27000]


def test_dates_of_the_workbook_need_no_order() -> None:
    plan = read(Tasks=[("Name", "Duration", "Deadline"), ("A", 1, datetime(2026, 4, 3)), ("B", 1, datetime(2026, 4, 3, 12, 30))]).plan
    assert [moment_text(task.deadline or 0) for task in plan.tasks] == ["2026-04-03T17:30:00", "2026-04-03T12:30:00"]


def test_percentages_stored_as_shares_of_one() -> None:
    rows: Rows = [("Name", "Duration", "% Complete"), ("A", 1, 0.5), ("B", 1, 1), ("C", 1, "25%")]
    assert [task.percent_complete for task in read(Tasks=rows).plan.tasks] == [50, 100, 25]
    imported = read(Tasks=[("Name", "Duration", "% Complete"), ("A", 1, 0), ("B", 1, 1)])
    assert imported.plan.tasks[1].percent_complete == 100
    assert "percent-unclear" in [notice.code for notice in imported.notices]


def test_people_get_what_their_sheet_states() -> None:
    people: Rows = [
        ("Name", "Email", "Units", "Skills", "Leave", "Standard rate", "Type", "Material label"),
        ("Ann Lee", "ann@example.com", 0.8, "Networks:4", "2026-02-16 to 2026-02-18", 60, "", ""),
        ("Cable", "", "", "", "", "2.50", "Material", "m"),
        ("Zoe New", "", "", "", "", "", "", ""),
    ]
    plan = read(People=people).plan
    ann, cable, zoe = plan.resources
    assert (ann.email, ann.max_units, ann.skills[0].level, ann.rates[0].standard) == ("ann@example.com", 800_000, 4, Decimal(60))
    assert (cable.kind.value, cable.material_label, cable.rates[0].standard) == ("material", "m", Decimal("2.50"))
    assert zoe.name == "Zoe New"
    personal = plan.calendars[-1]
    assert (ann.calendar, personal.personal, personal.base) == (personal.id, True, "standard")
    assert [(e.first_day, e.last_day) for e in personal.exceptions] == [(20500, 20502)]


def test_a_person_nearly_named_like_one_of_the_sheet_is_asked_for() -> None:
    (problem,) = problems(People=[("Name",), ("Anne Lee",)])
    assert problem.code == "person-unclear"
    assert "'Anne Lee'" in problem.message


def test_calendars_with_bases_and_holidays() -> None:
    plan = read(
        Calendars=[
            ("Calendar", "Based on", "Mon", "Sat"),
            ("Early", "", "06:00-14:00", ""),
            ("Early and Saturday", "Early", "", "08:00-12:00"),
        ],
        Holidays=[
            ("From", "To", "Name", "Calendar"),
            (datetime(2026, 4, 3), datetime(2026, 4, 6), "Easter", ""),
            ("2026-05-01", "", "May Day", "Early"),
        ],
        Project=[*PROJECT, ("Calendar", "Early and Saturday")],
    ).plan
    assert plan.calendar == "early and saturday"
    assert calendar_of(plan, "Early") == ((((21600, 50400),), (), (), (), (), (), ()), [(20574, 20574, (), "May Day")])
    assert calendar_of(plan, "Early and Saturday") == (
        (None, None, None, None, None, ((28800, 43200),), None),
        [(20546, 20549, (), "Easter")],
    )


@pytest.mark.parametrize(
    ("sheets", "code", "place"),
    [
        (
            {"Calendars": [("Calendar", "Based on", "Mon"), ("A", "Moon", "")]},
            "calendar-unknown",
            "plan.xlsx sheet 'Calendars' row 2, column 'Based on'",
        ),
        (
            {"Calendars": [("Calendar", "Based on"), ("A", "B"), ("B", "A")]},
            "calendar-circle",
            "plan.xlsx sheet 'Calendars' row 3, column 'Based on'",
        ),
        ({"Calendars": [("Calendar", "Mon"), ("A", "")]}, "calendar-row", "plan.xlsx sheet 'Calendars' row 2, column 'Calendar'"),
        ({"Calendars": [("Calendar", "Mon"), ("A", "17:00-09:00")]}, "calendar-row", "plan.xlsx sheet 'Calendars' row 2, column 'Mon'"),
        ({"Calendars": [("Mon",), ("x",)]}, "heading-missing", "plan.xlsx sheet 'Calendars'"),
        ({"Holidays": [("From", "To"), ("2026-05-02", "2026-05-01")]}, "holiday-row", "plan.xlsx sheet 'Holidays' row 2, column 'To'"),
        (
            {"Holidays": [("From", "Calendar"), ("2026-05-02", "Moon")]},
            "calendar-unknown",
            "plan.xlsx sheet 'Holidays' row 2, column 'Calendar'",
        ),
        ({"Project": [("Start", "yesterday")]}, "setting-value", "plan.xlsx sheet 'Project' row 1, column 'Start'"),
        ({"People": [("Name", "Units"), ("Ann Lee", "lots")]}, "people-value", "plan.xlsx sheet 'People' row 2, column 'Units'"),
        ({"Tasks": [("Name", "Start"), ("A", 46027)]}, "cell-value", "plan.xlsx sheet 'Tasks' row 2, column 'Start'"),
        ({"Tasks": [("Colour",), ("red",)]}, "heading-missing", "plan.xlsx sheet 'Tasks' row 1"),
    ],
)
def test_what_is_wrong_on_any_sheet_is_told_with_its_cell(sheets: dict[str, Rows], code: str, place: str) -> None:
    assert (code, place) in [(problem.code, problem.place) for problem in problems(**sheets)]


def test_unknown_settings_and_sheets_are_told_and_left_aside() -> None:
    imported = read(Project=[*PROJECT, ("Mood", "good")], Budget=[("x",)])
    told = {notice.code: notice.message for notice in imported.notices}
    assert "'Budget'" in told["sheet-unknown"]
    assert "'Mood'" in told["setting-unknown"]


def test_the_first_sheet_with_a_heading_row_serves_when_none_is_called_tasks() -> None:
    data = workbook({"Cover": [("Our plan",)], "Plan": [("Task Name", "Duration", "Start"), ("A", 1, datetime(2026, 1, 5))]})
    imported = read_xlsx(data, name="plan.xlsx")
    assert [task.name for task in imported.plan.tasks] == ["A"]
    assert "'Cover'" in imported.notices[0].message
