"""Past records: headings of many tools, units, reference classes, and rows that nothing can be learned from."""

import io
import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine.calibration import back_test, calibrate
from milepost.engine.problem import Severity
from milepost.exchange.imported import Unreadable
from milepost.exchange.records import Records, read_records
from milepost.samples import sample_records
from milepost.values import to_moment

SCHEMA = json.loads(files("milepost.exchange.records").joinpath("records.schema.json").read_text("utf-8"))


def read(*lines: str, **options: Any) -> Records:
    return read_records("\n".join(lines).encode(), name="history.csv", **options)


def pairs(records: Records) -> list[tuple[float, float]]:
    return [(record.estimate, record.actual) for record in records.records]


def codes(records: Records) -> list[str]:
    return [notice.code for notice in records.notices]


def test_a_row_is_a_record_with_its_class_its_date_and_its_place() -> None:
    records = read("Ref,Service,Role,Estimate (hours),Actual (hours),Finished", "A,Networks,Engineer,10,12.5,2026-01-31")
    (record,) = records.records
    assert (record.estimate, record.actual, record.group, record.place) == (10, 12.5, "Networks / Engineer", "history.csv line 2")
    assert record.order == to_moment(date(2026, 1, 31))
    assert (records.classes, records.groups, records.notices) == (("Service", "Role"), ("Networks / Engineer",), ())


@pytest.mark.parametrize(
    "head",
    [
        "Estimate,Actual",
        "HoursEstimate,HoursActual",
        "Estimated hours,Actual hours",
        "Original Estimate,Time Spent",
        "Baseline Work,Actual Work",
        "Planned (h),Spent (h)",
        "Budget hours,Hours booked",
        "Soll,Ist",
    ],
)
def test_headings_of_many_tools_are_known(head: str) -> None:
    assert pairs(read(head, "10,12")) == [(10, 12)]


@pytest.mark.parametrize(
    ("lines", "expected", "unit"),
    [
        (("Estimate,Actual", "2,3"), [(2, 3)], ""),
        (("Estimate,Actual", "2d,12h", "4:30,30m"), [(16, 12), (4.5, 0.5)], "hours"),
        (("Estimate (days),Actual hours", "2,12", "4h,1d"), [(16, 12), (4, 8)], "hours"),
        (("EstimateDays,ActualDays", "2,1w"), [(16, 40)], "hours"),
        (("Estimate;Actual", "2,5;1.500,25", "1,000;2"), [(2.5, 1500.25), (1, 2)], ""),
        (("Estimate,Actual", '"1,250",3'), [(1250, 3)], ""),
    ],
)
def test_units_become_hours_once_one_is_told(lines: tuple[str, ...], expected: list[tuple[float, float]], unit: str) -> None:
    records = read(*lines)
    assert (pairs(records), records.unit) == (expected, unit)


def test_a_day_has_as_many_hours_as_is_said() -> None:
    assert pairs(read("Estimate,Actual", "2d,12h", hours_per_day=7.5)) == [(15, 12)]


def test_a_number_whose_unit_cannot_be_told_is_an_error() -> None:
    with pytest.raises(Unreadable) as caught:
        read("Estimate,Actual", "2d,12h", "3,4h")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("records-unit", "history.csv line 3, column 'Estimate'")
    assert "Actual (hours)" in problem.remedy


def test_a_column_class_goes_before_all_others_and_others_are_told() -> None:
    records = read("Class,Role,Estimate,Actual,Colour", "Design,Engineer,1,2,red")
    assert records.groups == ("Design",)
    (note,) = records.notices
    assert (note.code, note.severity) == ("column-unknown", Severity.NOTE)
    assert "'Role', 'Colour'" in note.message


def test_the_columns_of_the_class_can_be_named() -> None:
    lines = ("Colour,Role,Estimate,Actual,Status", "red,Engineer,1,2,Done", ",,1,3,Done")
    assert [record.group for record in read(*lines, classes=("Status", "colour")).records] == ["Done / red", "Done / none"]
    assert [record.group for record in read(*lines).records] == ["Engineer", ""]
    with pytest.raises(Unreadable) as caught:
        read(*lines, classes=("Coulour",))
    assert "'Colour', 'Role'" in caught.value.problems[0].remedy


def test_rows_nothing_can_be_learned_from_are_left_out_and_told_together() -> None:
    lines = ["Id,Estimate,Actual,Status,Finished"]
    lines += ["1,2,3,Done,2026-01-01", "2,,3,Done,2026-01-02", "3,2,NA,Done,2026-01-03", "4,soon,3,Done,2026-01-04", "5,later,3,Done,"]
    lines += ["6,2,3,In progress,", "7,2,3,CANCELLED,", "1,2,3,Done,2026-01-01", "1,2,4,Done,2026-01-01", "8,1,1,Done,31/31/2026"]
    records = read(*lines)
    assert pairs(records) == [(2, 3), (2, 4), (1, 1)]
    told = {notice.place: (notice.code, notice.severity, notice.message) for notice in records.notices}
    assert told["history.csv line 3, column 'Estimate'"] == ("records-left-out", Severity.WARNING, "1 row has no estimate; left out.")
    assert told["history.csv line 4, column 'Actual'"][2] == "1 row has no actual; left out."
    unreadable = told["history.csv line 5, column 'Estimate', history.csv line 6, column 'Estimate'"]
    assert unreadable[2].startswith("2 rows have an estimate that cannot be read: 'soon'")
    assert told["history.csv line 7, column 'Status', history.csv line 8, column 'Status'"][:2] == ("records-left-out", Severity.NOTE)
    assert told["history.csv line 9, column 'Id'"][1] is Severity.NOTE
    assert told["history.csv line 10, column 'Id'"][0] == "record-twice"
    assert told["history.csv line 11, column 'Finished'"][0] == "record-undated"
    assert len(told) == len(records.notices) == 7


def test_zero_and_absurd_estimates_reach_the_calibration_which_names_their_rows() -> None:
    records = read("Estimate,Actual", "0,3", "-1,3", "2,0", "1,5000", "2,3")
    problems = calibrate(records.records).problems
    assert [(problem.code, problem.place) for problem in problems] == [
        ("calibration-zero-estimate", "history.csv line 2, history.csv line 3"),
        ("calibration-zero-actual", "history.csv line 4"),
        ("calibration-far-off", "history.csv line 5"),
    ]


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (("",), "empty-file", "Estimate, Actual, Class, Finished"),
        (("Estimate,Actual",), "records-empty", "both an estimate and an actual"),
        (("Estimate,Actual", "x,y"), "records-empty", "both an estimate and an actual"),
        (("Task,Hours estimate", "A,3"), "heading-missing", "a column of actuals"),
        (("Task,Time spent", "A,3"), "heading-missing", "a column of estimates"),
        (("Client,Task", "A,3"), "heading-missing", "estimates and of actuals"),
        (("Estimate,Planned,Actual", "1,2,3"), "column-twice", "'Estimate' and 'Planned'"),
        (("Estimate,Actual,Finished", "1,2,03/04/2026"), "date-order-unclear", "--date-order"),
    ],
)
def test_a_file_without_records_is_refused(lines: tuple[str, ...], code: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(*lines)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert said in f"{problem.message} {problem.remedy}"


def test_an_order_of_dates_is_taken_from_the_caller() -> None:
    (record,) = read("Estimate,Actual,Finished", "1,2,03/04/2026", date_order="mdy").records
    assert record.order == to_moment(date(2026, 3, 4))


def test_places_in_json_are_paths() -> None:
    records = read_records(
        json.dumps({"records": [{"estimate": 1, "actual": 2}, {"estimate": "soon", "actual": 2}]}).encode(), name="h.json"
    )
    assert records.records[0].place == "h.json records[0]"
    assert records.notices[0].place == "h.json records[1].estimate"


def test_a_workbook_is_read_from_the_sheet_that_has_both_columns() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.add_worksheet("Notes").write(0, 0, "hello")
    sheet = book.add_worksheet("Past work")
    sheet.write_row(0, 0, ["Estimate", "Actual", "Done on"])
    sheet.write_row(1, 0, [8, 9.5])
    sheet.write_datetime(1, 2, date(2026, 4, 3))
    book.close()
    records = read_records(stream.getvalue(), name="history.xlsx")
    assert pairs(records) == [(8, 9.5)]
    assert (records.records[0].order, records.records[0].place) == (to_moment(date(2026, 4, 3)), "history.xlsx sheet 'Past work' row 2")
    assert codes(records) == ["sheet-unknown"]


JSON: dict[str, Any] = {
    "version": 1,
    "unit": "days",
    "records": [
        {"id": 1, "estimate": 2, "actual": 3, "class": "Design", "finished": "2026-01-31"},
        {"id": "b", "estimate": "4h", "actual": "7:30", "class": ["Design", "Senior"], "status": "done"},
    ],
}


def test_json_is_read_and_its_schema_published(root: Path) -> None:
    records = read_records(json.dumps(JSON).encode(), name="history.json")
    assert pairs(records) == [(16, 24), (4, 7.5)]
    assert [record.group for record in records.records] == ["Design", "Design / Senior"]
    assert records.records[0].order == to_moment(date(2026, 1, 31))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(JSON, SCHEMA)
    assert json.loads((root / "docs/reference/records.schema.json").read_text("utf-8")) == SCHEMA


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"unit": "weeks"}, "history.json unit"),
        ({"version": 2}, "history.json version"),
        ({"rows": []}, "history.json"),
        ({"records": [{"estimate": 1}]}, "history.json records[0]"),
        ({"records": [{"estimate": 1, "actual": [2]}]}, "history.json records[0].actual"),
        ({"records": [{"estimate": 1, "actual": 2, "classs": "x"}]}, "history.json records[0]"),
    ],
)
def test_wrong_json_is_told_with_its_path_and_the_schema_agrees(change: dict[str, Any], place: str) -> None:
    document = JSON | change
    with pytest.raises(Unreadable) as caught:
        read_records(json.dumps(document).encode(), name="history.json")
    assert caught.value.problems[0].place.strip() == place
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(document))


ROW = st.tuples(st.integers(1, 10_000), st.integers(0, 10_000), st.sampled_from(["A", "B, C", 'D "e"', ""]))


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=20))
def test_what_is_written_is_read_whatever_the_separator(rows: list[tuple[int, int, str]]) -> None:
    quoted = [(str(one / 4), str(other / 4), '"' + group.replace('"', '""') + '"') for one, other, group in rows]
    expected = [(one / 4, other / 4, group) for one, other, group in rows]
    for separator, mark in ((",", "."), (";", ","), ("\t", ".")):
        lines = [separator.join(("Estimate", "Actual", "Class"))]
        lines += [separator.join((one.replace(".", mark), other.replace(".", mark), group)) for one, other, group in quoted]
        records = read(*lines)
        assert [(record.estimate, record.actual, record.group) for record in records.records] == expected


def test_the_examples_of_the_reference_page_read_without_a_notice(root: Path) -> None:
    page = (root / "docs/reference/records-file.md").read_text("utf-8")
    for kind, count in (("json", 2), ("csv", 3)):
        example = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert example
        records = read_records(example[1].encode(), name=f"history.{kind}")
        assert (records.notices, len(records.records)) == ((), count)


def test_the_sample_records_can_be_calibrated_and_back_tested() -> None:
    records = read_records(sample_records().read_bytes(), name="records.csv")
    assert (len(records.records), records.classes, codes(records)) == (120, ("Role",), ["column-unknown"])
    assert back_test(records.records).calibrated is not None
    assert len(calibrate(records.records).by_group) == 7


def test_real_records_of_a_software_house_are_read(shared_data: Path) -> None:
    records = read_records((shared_data / "timelogs" / "sip_tasks.csv").read_bytes(), name="sip_tasks.csv")
    assert records.classes == ("Category", "SubCategory")
    assert len(records.records) > 9_500
    assert codes(records) == ["encoding", "column-unknown", "records-left-out", "records-left-out"]
