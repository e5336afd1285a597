"""The JSON risk file: everything it may state, the published schema, and errors with their path."""

import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from milepost.engine.risk.model import Shape, ThreePoint
from milepost.exchange.imported import Unreadable
from milepost.exchange.risks import read_risks
from tests.exchange.risks.planning import FULL, changed, read

SCHEMA = json.loads(files("milepost.exchange.risks").joinpath("risks.schema.json").read_text("utf-8"))


def test_everything_a_risk_file_may_state_is_read() -> None:
    file = read(FULL)
    build, test, delivery = file.estimates
    assert file.notices == ()
    assert (build.task.words, build.spread.points, build.spread.unit.name) == ("Build", ThreePoint(2, 3, 5, Shape.TRIANGULAR), "days")
    assert (test.task.words, test.spread.points, test.spread.unit.relative) == ("2", ThreePoint(0.8, 1.0, 1.6, Shape.LOGNORMAL), True)
    assert (delivery.spread.unit.name, delivery.spread.unit.elapsed) == ("days", True)
    late, fine = file.events
    assert (late.id, late.probability, late.cost) == ("R1", 0.25, ThreePoint(100, 200, 900))
    assert (late.owner, late.response, late.category, late.status, late.notes) == (
        "Ann Lee",
        "Order early.",
        "Supply",
        "open",
        "seen twice",
    )
    assert [(one.task.words, one.spread.points) for one in late.impacts] == [("row:1", ThreePoint(1, 2, 4)), ("Test", ThreePoint(2, 2, 2))]
    assert (fine.id, fine.probability, fine.cost) == ("2", 0.05, ThreePoint(500, 500, 500))
    assert (file.causes[0].name, file.causes[0].coefficient) == ("one team", 0.4)
    assert file.matrices[0].rows == ((1.0, 0.5), (0.5, 1.0))
    assert file.defaults[0].spread.points == ThreePoint(0.9, 1, 1.3)
    assert file.tolerance[0].cost == Decimal(5000)
    assert file.event("R1") is late


def test_the_schema_is_sound_published_and_accepts_what_the_reader_accepts(root: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(FULL, SCHEMA)
    assert json.loads((root / "docs/reference/risks.schema.json").read_text("utf-8")) == SCHEMA


WRONG: list[tuple[list[Any], Any, str, str]] = [
    (["version"], 2, "risks.json version", "version 1"),
    (["risks"], [], "risks.json", "'risks' is not known"),
    (["estimates", 0, "task"], ..., "risks.json estimates[0]", "'task' is missing"),
    (["estimates", 0, "task"], " ", "risks.json estimates[0].task", "empty"),
    (["estimates", 0, "likley"], 3, "risks.json estimates[0]", "'likley' is not known"),
    (["estimates", 0, "low"], "2", "risks.json estimates[0].low", "number"),
    (["estimates", 0, "low"], -1, "risks.json estimates[0].low", "number from 0"),
    (["estimates", 0, "likely"], ..., "risks.json estimates[0]", "Two of the three"),
    (["estimates", 0, "unit"], "fortnights", "risks.json estimates[0].unit", "no unit"),
    (["estimates", 0, "shape"], "uniform", "risks.json estimates[0].shape", "no shape"),
    (["default", "unit"], "days", "risks.json default.unit", "makes no sense here"),
    (["events", 0, "probability"], 30, "risks.json events[0].probability", "not between 0 and 1"),
    (["events", 0, "probability"], "likely", "risks.json events[0].probability", "not a number"),
    (["events", 0, "probability"], ..., "risks.json events[0]", "'probability' is missing"),
    (["events", 0, "id"], ..., "risks.json events[0]", "'id' is missing"),
    (["events", 0, "impacts", 0, "unit"], "percent", "risks.json events[0].impacts[0].unit", "makes no sense here"),
    (["events", 0, "cost", "high"], ..., "risks.json events[0].cost", "Two of the three"),
    (["causes", 0, "coefficient"], 1.5, "risks.json causes[0].coefficient", "from 0 to 1"),
    (["causes", 0, "tasks"], ["Build"], "risks.json causes[0]", "fewer than two"),
    (["matrices", 0, "rows", 0], [1, 2], "risks.json matrices[0].rows[0][1]", "from -1 to 1"),
    (["tolerance"], {"unit": "days"}, "risks.json tolerance", "neither time nor cost"),
    (["tolerance", "unit"], "percent", "risks.json tolerance.unit", "working days"),
]


@pytest.mark.parametrize(("path", "value", "place", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_path_and_the_schema_agrees(path: list[Any], value: Any, place: str, said: str) -> None:
    document = changed(path, value)
    with pytest.raises(Unreadable) as caught:
        read(document)
    told = [(problem.place.strip(), problem.message) for problem in caught.value.problems]
    assert any(where == place and said in message for where, message in told), told
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(document))


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (["estimates", 0, "low"], 4, "risks.json estimates[0]", "three-points-reversed"),
        (["estimates", 1, "low"], 0, "risks.json estimates[1]", "three-points-zero"),
        (["events", 1, "id"], "R1", "risks.json events[1]", "risk-twice"),
        (["matrices", 0, "rows"], [[1, 0.5], [0.4, 1]], "risks.json matrices[0]", "correlation-symmetry"),
        (["matrices", 0, "rows"], [[1, 0.5]], "risks.json matrices[0]", "correlation-shape"),
        (["matrices", 0, "rows"], [[0.9, 0.5], [0.5, 1]], "risks.json matrices[0]", "correlation-diagonal"),
        (["matrices", 0, "tasks"], ["Build", "Build"], "risks.json matrices[0]", "correlation-task-twice"),
        (["default"], [FULL["default"], FULL["default"]], "risks.json default[1]", "risks-twice"),
        (["tolerance"], [FULL["tolerance"], FULL["tolerance"]], "risks.json tolerance[1]", "risks-twice"),
    ],
)
def test_what_no_schema_can_say_is_told_too(path: list[Any], value: Any, place: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(changed(path, value))
    assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]
    assert caught.value.problems[0].remedy


def test_a_matrix_that_cannot_be_is_told_with_the_tasks_that_contradict() -> None:
    rows = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    with pytest.raises(Unreadable) as caught:
        read({"matrices": [{"tasks": ["a", "b", "c"], "rows": rows}]})
    assert caught.value.problems[0].code == "correlation-impossible"
    assert "'c'" in caught.value.problems[0].message


def test_a_matrix_beyond_what_anybody_measured_is_refused() -> None:
    tasks = [str(number) for number in range(301)]
    rows = [[float(i == j) for j in range(301)] for i in range(301)]
    with pytest.raises(Unreadable) as caught:
        read({"matrices": [{"tasks": tasks, "rows": rows}]})
    assert caught.value.problems[0].code == "too-large"


def test_all_errors_come_at_once() -> None:
    document = changed(["estimates", 0, "low"], 9)
    document["events"][0]["probability"] = 2
    document["causes"][0]["coefficient"] = -1
    with pytest.raises(Unreadable) as caught:
        read(document)
    assert [problem.code for problem in caught.value.problems] == ["three-points-reversed", "risk-probability", "risks-value"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty-file"), (b"\xef\xbb\xbf \n", "empty-file"), (b"{}", "risks-empty"), (b"[", "json-broken")]
)
def test_a_file_that_states_nothing_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_risks(data, name="risks.json")
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].remedy
