"""Risks in a table: what a project manager fills in within five minutes, and what is wrong told by row and column."""

import io
import re
from pathlib import Path

import pytest
import xlsxwriter

from milepost.engine.problem import Severity
from milepost.engine.risk.model import Shape, ThreePoint
from milepost.exchange.imported import Unreadable
from milepost.exchange.risks import RiskFile, read_risks

HEAD = "Kind,Id,Name,Task,Probability,Low,Likely,High,Unit,Shape,Cost low,Cost likely,Cost high,Group,Coefficient,Project,Owner,Status"


def read(*lines: str, head: str = HEAD) -> RiskFile:
    return read_risks("\n".join((head, *lines)).encode(), name="risks.csv")


def refusal(*lines: str, head: str = HEAD) -> tuple[str, str, str]:
    """(code, place, message and remedy) of the only problem."""
    with pytest.raises(Unreadable) as caught:
        read(*lines, head=head)
    (problem,) = caught.value.problems
    return problem.code, problem.place, f"{problem.message} {problem.remedy}"


def workbook(**sheets: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def test_every_kind_of_row_is_read() -> None:
    file = read(
        "default,,,,,90%,100%,130%",
        "estimate,,,Build,,2,3,5,days,triangular",
        'event,R1,Late,"Build; Test",30 %,1d,2d,5d,,,100,200,300,,,,Ann Lee,open',
        "impact,R1,,12,,,4,,hours",
        "cause,,,Build,,,,,,,,,,Team,0.4",
        "cause,,,Test,,,,,,,,,,team,",
        "tolerance,,,,,,,10,days,,,5000",
    )
    assert file.notices == ()
    assert file.defaults[0].spread.points == ThreePoint(0.9, 1.0, 1.3)
    assert [(one.task.words, one.spread.points) for one in file.estimates] == [("Build", ThreePoint(2, 3, 5, Shape.TRIANGULAR))]
    (event,) = file.events
    assert (event.id, event.name, event.probability, event.owner) == ("R1", "Late", 0.3, "Ann Lee")
    assert [(one.task.words, one.spread.points, one.spread.unit.name) for one in event.impacts] == [
        ("Build", ThreePoint(1, 2, 5), "days"),
        ("Test", ThreePoint(1, 2, 5), "days"),
        ("12", ThreePoint(4, 4, 4), "hours"),
    ]
    assert event.cost == ThreePoint(100, 200, 300)
    assert [([task.words for task in cause.tasks], cause.coefficient) for cause in file.causes] == [(["Build", "Test"], 0.4)]
    assert (file.tolerance[0].time.points.likely, file.tolerance[0].cost) == (10, 5000)  # type: ignore[union-attr]


def test_without_a_column_kind_rows_say_themselves_what_they_are() -> None:
    file = read(
        "R1,Late,Build,0.3,1,2,5",
        "R1,,Test,,1,2,3",
        ",,Build,,2,3,5",
        head="Risk ID,Risk,Affects,Likelihood,Best case,Most likely,Worst case",
    )
    assert [len(event.impacts) for event in file.events] == [2]
    assert [one.task.words for one in file.estimates] == ["Build"]


def test_semicolons_and_decimal_commas_are_read() -> None:
    file = read("estimate;Build;2,5;3;4,5", head="Kind;Task;Low;Likely;High")
    assert file.estimates[0].spread.points == ThreePoint(2.5, 3, 4.5)


def test_a_closed_risk_is_kept_as_closed() -> None:
    assert read("event,R1,Late,Build,0.3,,2,,days,,,,,,,,,Closed").events[0].closed


def test_a_risk_without_an_id_goes_by_its_name() -> None:
    assert read("event,,Late,Build,0.3,,2,").events[0].id == "Late"


def test_a_workbook_may_have_a_sheet_for_each_kind_and_one_for_correlations() -> None:
    data = workbook(
        Estimates=[["Task", "Low", "Likely", "High", "Unit"], ["Build", 2, 3, 5, "days"]],
        Risks=[["Id", "Name", "Probability", "Task", "Low", "Likely", "High"], ["R1", "Late", 0.3, "Build", 1, 2, 5]],
        Impacts=[["Id", "Task", "Low", "Likely", "High"], ["R1", "Test", 1, 2, 5]],
        Tolerances=[["Project", "High", "Unit"], ["A", 5, "days"]],
        Correlation=[[None, "Build", "Test"], ["Build", 1, 0.5], ["Test", None, 1]],
        Remarks=[["nothing of interest"]],
    )
    file = read_risks(data, name="risks.xlsx")
    assert (len(file.estimates), len(file.events[0].impacts), len(file.tolerance)) == (1, 2, 1)
    assert file.matrices[0].rows == ((1.0, 0.5), (0.5, 1.0))
    assert file.matrices[0].tasks[1].place == "risks.xlsx sheet 'Correlation' row 3"
    (note,) = file.notices
    assert (note.code, note.severity) == ("sheet-unknown", Severity.NOTE)
    assert "'Remarks'" in note.message


def test_shares_of_a_workbook_that_may_be_days_are_asked_not_guessed() -> None:
    rows: list[list[object]] = [["Task", "Low", "Likely", "High", "Unit"], ["Build", 0.8, 1, 1.4, None]]
    with pytest.raises(Unreadable) as caught:
        read_risks(workbook(Estimates=rows), name="risks.xlsx")
    assert caught.value.problems[0].place == "risks.xlsx sheet 'Estimates' row 2, column 'Unit'"
    rows[1][4] = "times"
    assert read_risks(workbook(Estimates=rows), name="risks.xlsx").estimates[0].spread.unit.relative


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([[None, "Build", "Test"], ["Test", 1, 0.5], ["Build", None, 1]], "correlation-shape"),
        ([[None, "Build", "Test"], ["Build", 1, None], ["Test", None, 1]], "correlation-shape"),
        ([[None, "Build", "Test"], ["Build", 1, 3], ["Test", None, 1]], "correlation-value"),
        ([[None, "Build", "Test"], ["Build", 1, 0.2], ["Test", 0.3, 1]], "correlation-symmetry"),
    ],
)
def test_a_sheet_of_correlations_that_is_none_is_refused(rows: list[list[object]], code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_risks(workbook(Correlation=rows), name="risks.xlsx")
    assert caught.value.problems[0].code == code
    assert "sheet 'Correlation'" in caught.value.problems[0].place


@pytest.mark.parametrize(
    ("line", "code", "column", "said"),
    [
        ("event,R1,Late,Build,30,1,2,5", "risk-probability", "Probability", "30% or 0.3"),
        ("event,R1,Late,Build,130%,1,2,5", "risk-probability", "Probability", "1.3 is not between"),
        ("event,R1,Late,Build,high,1,2,5", "risk-probability", "Probability", "'high' is not a number"),
        ("event,R1,Late,Build,,1,2,5", "risk-probability", "Probability", "no probability"),
        ("event,,,Build,0.1,1,2,5", "risks-value", "Name", "neither a name nor an id"),
        ("event,R1,Late,,0.1,1,2,5", "risks-value", "Task", "names no task"),
        ("event,R1,Late,Build,0.1,80%,90%,100%", "risks-value", "Low", "days or hours"),
        ("estimate,,,Build,,soon,3,5", "risks-value", "Low", "'soon'"),
        ("estimate,,,Build,,1d,3h,5d", "risks-value", "Likely", "different units"),
        ("estimate,,,Build,,1,3,5,moons", "risks-value", "Unit", "expected one of"),
        ("estimate,,,Build,,1,3,5,days,square", "risks-value", "Shape", "expected pert"),
        ("default,,,,,80,100,140", "risks-value", "High", "80% / 100% / 140%"),
        ("default,,,,,1d,2d,3d", "risks-value", "Low", "80% / 100% / 140%"),
        ("impact,,,Build,,1,2,5", "risks-value", "Id", "of which risk"),
        ("estimate,,,Build,,0.8,1,1.4,percent", "risk-unit", "", "0.8 with the unit times"),
        ("wish,,,Build,,1,2,5", "risks-value", "Kind", "no kind of row"),
        ("tolerance,,,,,1,2,5,days", "risks-value", "High", "one number"),
        ("tolerance,,,,,,,,,", "risks-value", "High", "neither time nor cost"),
        ("event,R1,Late,,0.1,,,,,,-5", "risks-value", "Cost low", "out of range"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column(line: str, code: str, column: str, said: str) -> None:
    told = refusal("estimate,,,Test,,1,2,3", line)
    assert (told[0], told[1]) == (code, f"risks.csv line 3, column '{column}'" if column else "risks.csv line 3")
    assert said in told[2]


@pytest.mark.parametrize(
    ("lines", "code", "place", "said"),
    [
        (["estimate,,,Build,,5,3,2"], "three-points-reversed", "risks.csv line 2", "optimistic, most likely, pessimistic"),
        (["estimate,,,Build,,1,,5"], "three-points-missing", "risks.csv line 2", "low, likely and high"),
        (["estimate,,,Build"], "three-points-missing", "risks.csv line 2", "no values"),
        (["event,R1,A,,0.1,,,,,,3,2,1"], "three-points-reversed", "risks.csv line 2, cost", "3 / 2 / 1"),
        (["event,R1,A,,0.1,,,,,,,5", "event,R1,B,,0.1,,,,,,,5"], "risk-twice", "risks.csv line 3", "risks.csv line 2"),
        (["event,R12,A,,0.1,,,,,,,5", "impact,R13,,Build,,,2"], "impact-without-risk", "risks.csv line 3, column 'Task'", "'R12'"),
        (["cause,,,A; B,,,,,,,,,,Team,"], "correlation-coefficient", "risks.csv line 2", "0.3"),
        (
            ["cause,,,A; B,,,,,,,,,,Team,0.3", "cause,,,C,,,,,,,,,,Team,0.4"],
            "correlation-coefficient",
            "risks.csv line 3",
            "one coefficient",
        ),
        (["default,,,,,90%,100%,130%", "default,,,,,90%,100%,130%"], "risks-twice", "risks.csv line 3", "each project"),
        ([",,,,,,,,days"], "row-kind", "risks.csv line 2", "column Kind"),
    ],
)
def test_a_wrong_row_is_told_with_its_number(lines: list[str], code: str, place: str, said: str) -> None:
    told = refusal(*lines)
    assert told[:2] == (code, place)
    assert said in told[2]


def test_columns_nobody_knows_and_cells_that_mean_nothing_are_told() -> None:
    file = read("estimate,Build,1,2,3,red,0.4", head="Kind,Task,Low,Likely,High,Colour,Coefficient")
    assert [(note.code, note.severity) for note in file.notices] == [("column-unknown", Severity.NOTE), ("cell-unused", Severity.NOTE)]
    assert "'Colour'" in file.notices[0].message
    assert file.notices[1].place == "risks.csv line 2, column 'Coefficient'"


def test_a_table_without_a_heading_is_refused_with_a_heading_to_write() -> None:
    code, place, said = refusal("1,2,3", head="a,b,c")
    assert (code, place) == ("heading-missing", "risks.csv")
    assert "Kind, Id, Name, Task" in said


def test_the_examples_of_the_reference_page_read_without_a_notice(root: Path) -> None:
    page = (root / "docs/reference/risks-file.md").read_text("utf-8")
    for kind in ("json", "csv"):
        example = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert example
        file = read_risks(example[1].encode(), name=f"risks.{kind}")
        assert file.notices == ()
        assert file.estimates and file.events and file.causes and file.defaults and file.tolerance
