"""Assignments: who, how much, in which shape, how far, time-phased."""

from decimal import Decimal
from typing import Any

import pytest

from milepost.engine.model import Assignment, Contour, TimePhase
from milepost.exchange.mspdi import read
from milepost.values import HOUR, read_moment
from tests.exchange.mspdi.making import NAME, again, codes, document, element, plan_of, task

RESOURCES = element("Resource", UID=1, Name="Asha", Type=1) + element("Resource", UID=2, Name="Licence", Type=0, IsCostResource=1)


def assignment(more: str = "", **children: object) -> str:
    row = element("Assignment", **{"UID": 1, "TaskUID": 1, "ResourceUID": 1, **children})
    return row.replace("</Assignment>", f"{more}</Assignment>")


def assigned(more: str = "", **children: object) -> Assignment:
    return plan_of(document(task(1), resources=RESOURCES, assignments=assignment(more, **children))).assignments[0]


def test_everything_the_model_has_of_an_assignment_is_read() -> None:
    found = assigned(
        GUID="G",
        PercentWorkComplete=25,
        ActualCost=7500,
        ActualStart="2026-01-05T08:00:00",
        ActualFinish="2026-01-06T17:00:00",
        ActualWork="PT4H0M0S",
        ActualOvertimeWork="PT1H0M0S",
        CostRateTable=2,
        Delay=4800,
        LevelingDelay=600,
        Start="2026-01-05T08:00:00",
        Finish="2026-01-06T17:00:00",
        Stop="2026-01-05T12:00:00",
        Resume="2026-01-05T13:00:00",
        OvertimeWork="PT2H0M0S",
        RemainingWork="PT12H0M0S",
        Units="0.25",
        Work="PT16H0M0S",
        Notes="On site",
        HasFixedRateUnits=1,
    )
    assert (found.id, found.uid, found.task, found.resource, found.guid) == ("1", 1, "1", "1", "G")
    assert (found.percent_work_complete, found.actual_cost, found.actual_work, found.actual_overtime_work) == (
        25,
        Decimal(75),
        4 * HOUR,
        HOUR,
    )
    assert (found.rate_table, found.delay, found.leveling_delay, found.units) == (2, 8 * HOUR, HOUR, 250000)
    assert (found.work, found.remaining_work, found.overtime_work, found.notes) == (16 * HOUR, 12 * HOUR, 2 * HOUR, "On site")
    assert (found.start, found.stop) == (read_moment("2026-01-05T08:00:00"), read_moment("2026-01-05T12:00:00"))


@pytest.mark.parametrize("children", [{"ResourceUID": -65535}, {"ResourceUID": ""}])
def test_work_nobody_holds(children: dict[str, Any]) -> None:
    assert assigned(**children).resource is None


def test_work_of_the_placeholder_is_nobodys() -> None:
    rows = "<Resource><UID>0</UID><Type>1</Type></Resource>"
    assert plan_of(document(task(1), resources=rows, assignments=assignment(ResourceUID=0))).assignments[0].resource is None


@pytest.mark.parametrize(("number", "contour"), list(enumerate(Contour)))
def test_contours_have_the_formats_numbers(number: int, contour: Contour) -> None:
    assert assigned(WorkContour=number).contour is contour


def test_the_amount_of_a_cost_resource_is_the_authors_but_the_cost_of_people_is_carried() -> None:
    both = assignment(Cost=112500, ResourceUID=2) + assignment(UID=2, Cost=60000)
    first, second = again(document(task(1), resources=RESOURCES, assignments=both))
    assert [a.cost for a in first.plan.assignments] == [Decimal(1125), None]
    assert first.plan == second.plan
    assert first.carry == second.carry
    assert "<Cost>60000</Cost>" in str(first.carry.assignments["2"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("children", "per"), [({"HasFixedRateUnits": 1, "RateScale": 2}, 0), ({"HasFixedRateUnits": 0, "RateScale": 3}, 86400)]
)
def test_material_is_used_at_once_or_by_time(children: dict[str, Any], per: int) -> None:
    first, second = again(document(task(1), resources=RESOURCES, assignments=assignment(**children)))
    assert first.plan.assignments[0].material_per == per
    assert first.plan == second.plan and first.carry == second.carry


def phase(kind: int, value: str | None) -> str:
    more = {"Value": value} if value is not None else {}
    return element("TimephasedData", Type=kind, UID=1, Start="2026-01-05T08:00:00", Finish="2026-01-06T08:00:00", Unit=2, **more)


@pytest.mark.parametrize(
    ("kind", "value", "work", "cost"),
    [
        (1, "PT8H0M0S", 8 * HOUR, None),
        (2, "PT0H0M0S", 0, None),
        (3, None, None, None),
        (16, "PT1H0M0S", HOUR, None),
        (5, "60000", None, Decimal(600)),
        (71, "5", None, Decimal("0.05")),
    ],
)
def test_time_phased_work_and_cost(kind: int, value: str | None, work: int | None, cost: Decimal | None) -> None:
    first, second = again(document(task(1), resources=RESOURCES, assignments=assignment(phase(kind, value))))
    start = read_moment("2026-01-05T08:00:00")
    assert first.plan.assignments[0].phases == (TimePhase(kind, start, start + 24 * HOUR, 2, work, cost),)
    assert first.plan == second.plan


def test_time_phased_data_that_is_no_assignments_is_carried() -> None:
    first, second = again(document(task(1), resources=RESOURCES, assignments=assignment(phase(11, "50"))))
    assert first.plan.assignments[0].phases == ()
    assert "<Type>11</Type>" in str(first.carry.assignments)  # type: ignore[attr-defined]
    assert first.carry == second.carry


def test_a_period_with_a_bad_date_is_left_out_and_told() -> None:
    bad = phase(1, "PT8H0M0S").replace("2026-01-05T08:00:00", "2026-01-05T08:-0:00")
    found = read(document(task(1), resources=RESOURCES, assignments=assignment(bad)), name=NAME)
    assert codes(found) == ["bad-value"]
    assert found.plan.assignments[0].phases == ()


def test_baselines_of_assignments_keep_the_phases_inside_them() -> None:
    baseline = element("Baseline", Number=0, Start="2026-01-05T08:00:00", Work="PT8H0M0S", Cost="60000.00", BCWS=12).replace(
        "<Number>", phase(4, "PT8H0M0S") + "<Number>"
    )
    first, second = again(document(task(1), resources=RESOURCES, assignments=assignment(baseline)))
    assert [(b.number, b.work, b.cost) for b in first.plan.assignments[0].baselines] == [(0, 8 * HOUR, Decimal(600))]
    assert first.carry == second.carry
    kept = first.carry.parts["assignment", "1", "Baseline", "0"][1]  # type: ignore[attr-defined]
    assert "TimephasedData" in kept and "<BCWS>12</BCWS>" in kept
