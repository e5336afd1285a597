"""Risks on the tasks of plans: how a task is named, units in each plan's time, several plans, and everything that finds no place."""

from decimal import Decimal
from typing import Any

import pytest

from milepost.engine.model import Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk import CommonCause, CorrelationMatrix, Estimate, Impact, RiskEvent, Risks, Shape, ThreePoint, check_risks
from milepost.exchange.read import read_plans
from milepost.exchange.risks import Tolerance, read_risks
from milepost.samples import sample_plans, sample_risks
from milepost.values import DAY, HOUR
from tests.exchange.risks.planning import FULL, plan, read

D = 8 * HOUR


def placed(document: Any, *plans: Plan, names: tuple[tuple[str, ...], ...] = ()) -> tuple[tuple[Risks, ...], tuple[Problem, ...]]:
    return read(document).for_plans(plans or (plan(),), names)


def estimates(task: Any, **more: Any) -> Any:
    return {"estimates": [{"task": task, "low": 2, "likely": 3, "high": 5} | more]}


def test_everything_stated_lies_on_the_tasks_of_the_plan() -> None:
    (risks,), problems = placed(FULL)
    assert problems == ()
    assert risks == Risks(
        (
            Estimate("11", ThreePoint(2.0 * D, 3.0 * D, 5.0 * D, Shape.TRIANGULAR)),
            Estimate("12", ThreePoint(0.8, 1.0, 1.6, Shape.LOGNORMAL), relative=True),
            Estimate("13", ThreePoint(10.0 * DAY, 14.0 * DAY, 28.0 * DAY)),
        ),
        (
            RiskEvent(
                "R1",
                "Hardware late",
                0.25,
                (Impact("11", ThreePoint(1.0 * HOUR, 2.0 * HOUR, 4.0 * HOUR)), Impact("12", ThreePoint(2.0 * D, 2.0 * D, 2.0 * D))),
                ThreePoint(100, 200, 900),
            ),
            RiskEvent("2", "Fine", 0.05, (), ThreePoint(500, 500, 500)),
        ),
        (CommonCause(("11", "12"), 0.4),),
        (CorrelationMatrix(("11", "12"), ((1.0, 0.5), (0.5, 1.0))),),
        ThreePoint(0.9, 1.0, 1.3),
    )


@pytest.mark.parametrize("words", ["Build", " build ", "BUILD", "1", 1, "11", "row:1", "id:11", "wbs:1.1", "1.1", "ROW: 1"])
def test_a_task_is_named_by_row_id_wbs_or_name(words: Any) -> None:
    (risks,), problems = placed(estimates(words))
    assert problems == ()
    assert [one.task for one in risks.estimates] == ["11"]


def test_a_number_that_is_one_row_and_another_id_is_asked_not_guessed() -> None:
    (risks,), (problem,) = placed(estimates("9"), plan(first=8))
    assert risks == Risks()
    assert (problem.code, problem.severity, problem.place) == ("task-ambiguous", Severity.ERROR, "risks.json estimates[0].task")
    assert "'Phase' (row 9, id 8, WBS 1)" in problem.message and "'Build' (row 1, id 9, WBS 1.1)" in problem.message
    assert "row:9" in problem.remedy
    assert placed(estimates("row:9"), plan(first=8))[0][0].estimates[0].task == "8"
    assert placed(estimates("id:9"), plan(first=8))[0][0].estimates[0].task == "9"


def test_a_name_that_two_tasks_have_is_asked() -> None:
    twice = plan().with_(tasks=(*plan().tasks, Task("77", "build")))
    _, (problem,) = placed(estimates("Build"), twice)
    assert problem.code == "task-ambiguous"
    assert problem.tasks == ("11", "77")


@pytest.mark.parametrize(("words", "hint"), [("Biuld", "Did you mean 'Build'?"), ("Deliv", "'Delivery'"), ("xyz", "row number, id, WBS")])
def test_a_name_nobody_has_is_told_with_those_like_it(words: str, hint: str) -> None:
    _, (problem,) = placed(estimates(words))
    assert (problem.code, problem.severity, problem.place) == ("risk-unknown-task", Severity.ERROR, "risks.json estimates[0].task")
    assert hint in problem.remedy


def test_days_are_the_days_of_the_plan() -> None:
    (risks,), _ = placed(estimates("Build"), plan(minutes_per_day=450))
    assert risks.estimates[0].spread.likely == 3 * 450 * 60


def test_days_of_a_task_that_runs_by_the_clock_are_days_of_the_clock() -> None:
    (risks,), problems = placed({"events": [{"id": "R", "name": "R", "probability": 0.1, "impacts": [{"task": "Delivery", "likely": 2}]}]})
    assert problems == ()
    assert risks.events[0].impacts[0].delay.likely == 2 * DAY


def test_elapsed_time_on_a_task_that_counts_working_time_is_refused() -> None:
    (risks,), (problem,) = placed(estimates("Build", unit="elapsed days"))
    assert (problem.code, problem.severity, risks.estimates) == ("risk-unit", Severity.ERROR, ())


@pytest.mark.parametrize(("unit", "way"), [("minutes", "shorter"), ("months", "longer")])
def test_an_estimate_far_from_the_plan_is_warned_of(unit: str, way: str) -> None:
    (risks,), (problem,) = placed(estimates("Build", low=4, likely=5, high=6, unit=unit))
    assert (problem.code, problem.severity) == ("estimate-far-off", Severity.WARNING)
    assert way in problem.message
    assert len(risks.estimates) == 1


def test_two_estimates_of_one_task_by_different_names_are_told_with_both_places() -> None:
    document = {"estimates": [*estimates("Build")["estimates"], *estimates("row:1")["estimates"]]}
    (risks,), (problem,) = placed(document)
    assert (problem.code, problem.place, len(risks.estimates)) == ("estimate-twice", "risks.json estimates[1].task", 1)
    assert "estimates[0].task" in problem.message


def test_two_impacts_of_one_risk_on_one_task_are_told() -> None:
    impacts = [{"task": "Build", "likely": 1}, {"task": "1.1", "likely": 2}]
    _, (problem,) = placed({"events": [{"id": "R", "name": "R", "probability": 0.1, "impacts": impacts}]})
    assert (problem.code, problem.place) == ("impact-twice", "risks.json events[0].impacts[1].task")


def test_a_closed_risk_is_left_out_and_told() -> None:
    (risks,), (problem,) = placed({"events": [{"id": "R", "name": "R", "probability": 0.1, "cost": 5, "status": "Closed"}]})
    assert (risks.events, problem.code, problem.severity) == ((), "risk-closed", Severity.NOTE)


def test_a_group_that_names_a_task_twice_is_told() -> None:
    (risks,), (problem,) = placed({"causes": [{"tasks": ["Build", "row:1"], "coefficient": 0.3}]})
    assert (risks.causes, problem.code) == ((), "correlation-task-twice")


def test_a_project_chooses_among_plans_by_title_name_or_file() -> None:
    two = (plan("Alpha"), plan("Beta", first=30))
    for project in ("Beta", "beta", "second.xml"):
        (first, second), problems = placed(estimates("Build", project=project), *two, names=(("first.xml",), ("second.xml",)))
        assert problems == ()
        assert (first.estimates, [one.task for one in second.estimates]) == ((), ["31"])


def test_without_a_project_a_task_must_be_in_exactly_one_plan() -> None:
    two = (plan("Alpha"), plan("Beta", first=30))
    _, (problem,) = placed(estimates("Build"), *two)
    assert problem.code == "task-ambiguous"
    assert "in 'Alpha'" in problem.message and "in 'Beta'" in problem.message
    assert problem.remedy == "Name the project too."
    (_, second), problems = placed(estimates("id:31"), *two)
    assert problems == () and second.estimates[0].task == "31"


@pytest.mark.parametrize(("project", "code", "hint"), [("Alhpa", "project-unknown", "'Alpha'"), ("Gamma ray", "project-unknown", "'Beta'")])
def test_a_project_nobody_has_is_told(project: str, code: str, hint: str) -> None:
    _, (problem,) = placed(estimates("Build", project=project), plan("Alpha"), plan("Beta", first=30))
    assert problem.code == code
    assert hint in problem.remedy


def test_two_plans_of_one_name_are_told_apart_by_their_file() -> None:
    two = (plan("Alpha"), plan("Alpha", first=30))
    _, (problem,) = placed(estimates("Build", project="Alpha"), *two, names=(("a.xml",), ("b.xml",)))
    assert problem.code == "project-ambiguous"
    (_, second), problems = placed(estimates("Build", project="b.xml"), *two, names=(("a.xml",), ("b.xml",)))
    assert problems == () and len(second.estimates) == 1


def test_a_risk_that_strikes_two_plans_is_in_both_and_its_cost_in_one() -> None:
    impacts = [{"task": "Build", "project": name, "likely": 1} for name in ("Alpha", "Beta")]
    event = {"id": "R", "name": "R", "probability": 0.1, "impacts": impacts, "cost": 100}
    two = (plan("Alpha"), plan("Beta", first=30))
    (first, second), (problem,) = placed({"events": [event]}, *two)
    assert (problem.code, problem.severity) == ("risk-across-plans", Severity.WARNING)
    assert first.events[0].cost is not None and second.events[0].cost is None
    assert (first.events[0].impacts[0].task, second.events[0].impacts[0].task) == ("11", "31")
    (first, second), problems = placed({"events": [{**event, "project": "Beta"}]}, *two)
    assert problems == () and first.events[0].cost is None and second.events[0].cost is not None


def test_a_cost_of_no_project_among_several_is_asked() -> None:
    event = {"id": "R", "name": "R", "probability": 0.1, "cost": 100}
    _, (problem,) = placed({"events": [event]}, plan("Alpha"), plan("Beta", first=30))
    assert problem.code == "project-missing"


def test_a_group_across_plans_is_divided_and_told() -> None:
    tasks = ["id:11", "id:12", "id:31", "id:32", "id:33"]
    rows = [[1.0 if i == j else 0.1 * (i + j) / 10 for j in range(5)] for i in range(5)]
    document = {"causes": [{"tasks": tasks, "coefficient": 0.3}], "matrices": [{"tasks": tasks, "rows": rows}]}
    (first, second), problems = placed(document, plan("Alpha"), plan("Beta", first=30))
    assert [problem.code for problem in problems] == ["correlation-across-plans"] * 2
    assert first.causes == (CommonCause(("11", "12"), 0.3),)
    assert second.causes == (CommonCause(("31", "32", "33"), 0.3),)
    assert second.matrices[0].rows[0] == (1.0, rows[2][3], rows[2][4])


def test_defaults_and_tolerances_of_one_project_win_over_those_of_all() -> None:
    document = {
        "default": [{"project": "Beta", "low": 0.5, "likely": 1, "high": 2}, {"low": 0.9, "likely": 1, "high": 1.1}],
        "tolerance": [{"project": "Beta", "time": 3}, {"time": 10, "cost": 5000}],
    }
    two = (plan("Alpha"), plan("Beta", first=30, minutes_per_day=450))
    (first, second), problems = placed(document, *two)
    assert problems == ()
    assert (first.default, second.default) == (ThreePoint(0.9, 1, 1.1), ThreePoint(0.5, 1, 2))
    assert read(document).tolerances(two) == (Tolerance(10 * D, Decimal(5000)), Tolerance(3 * 450 * 60, Decimal(5000)))


def test_a_tolerance_of_a_project_nobody_has_is_told() -> None:
    document = {"tolerance": {"project": "Gamma", "time": 3}}
    _, (problem,) = placed(document)
    assert problem.code == "project-unknown"
    assert read(document).tolerances((plan(),)) == (Tolerance(),)


def test_the_sample_risks_lie_on_the_sample_plans_without_a_complaint() -> None:
    plans = [one.plan for path in sample_plans() for one in read_plans(path)]
    file = read_risks(sample_risks().read_bytes(), name="risks.json")
    together, problems = file.for_plans(plans)
    alone, alone_problems = file.for_plans(plans[:1])
    assert problems == alone_problems == ()
    assert together[0] == alone[0] and len(alone[0].events) == 7
    assert check_risks(plans[0], alone[0], 100) == []
