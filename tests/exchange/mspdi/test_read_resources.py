"""Resources: kinds, availability, rates."""

from decimal import Decimal
from typing import Any

import pytest

from milepost.engine.model import Accrual, Rate, RateUnit, ResourceKind
from milepost.exchange.mspdi import read
from milepost.values import FULL_SHARE, read_moment
from tests.exchange.mspdi.making import NAME, again, codes, document, element, plan_of


def resource(uid: object, more: str = "", **children: object) -> str:
    return element("Resource", **{"UID": uid, "Name": f"Person {uid}", "Type": 1, **children}).replace("</Resource>", f"{more}</Resource>")


@pytest.mark.parametrize(
    ("children", "kind"),
    [
        ({"Type": 0}, ResourceKind.MATERIAL),
        ({"Type": 1}, ResourceKind.WORK),
        ({"Type": 2}, ResourceKind.COST),
        ({"Type": 0, "IsCostResource": 1}, ResourceKind.COST),
    ],
)
def test_kinds_of_resources(children: dict[str, Any], kind: ResourceKind) -> None:
    first, second = again(document(resources=resource(1, **children)))
    assert first.plan.resources[0].kind is kind
    assert first.plan == second.plan


def test_everything_the_model_has_of_a_resource_is_read() -> None:
    row = resource(
        3,
        GUID="G",
        ID=2,
        Initials="AP",
        EmailAddress="asha@example.org",
        Group="Network",
        Code="N1",
        MaterialLabel="boxes",
        IsGeneric=1,
        IsInactive=1,
        MaxUnits="0.333333",
        CanLevel=0,
        AccrueAt=2,
        CalendarUID=1,
        Notes="Part time",
    )
    found = plan_of(document(resources=row)).resources[0]
    assert (found.id, found.uid, found.row, found.guid, found.initials) == ("3", 3, 2, "G", "AP")
    assert (found.email, found.group, found.code, found.material_label) == ("asha@example.org", "Network", "N1", "boxes")
    assert (found.generic, found.active, found.max_units, found.can_level) == (True, False, 333333, False)
    assert (found.accrue_at, found.calendar, found.notes) == (Accrual.END, "1", "Part time")


def test_rates_are_written_per_hour_and_shown_per_their_unit() -> None:
    rows = "".join(
        element(
            "Rate",
            RatesFrom=since,
            RatesTo=until,
            RateTable=table,
            StandardRate=rate,
            StandardRateFormat=unit,
            OvertimeRate=90,
            CostPerUse=1500,
        )
        for since, until, table, rate, unit in (
            ("1984-01-01T00:00:00", "2026-06-15T08:00:00", 0, 75, 2),
            ("2026-06-15T08:00:00", "2049-12-31T23:59:06", 0, 75, 3),
            ("1984-01-01T00:00:00", "2049-12-31T23:59:00", 4, 1200, 1),
        )
    )
    first, second = again(document(resources=resource(1, f"<Rates>{rows}</Rates>", StandardRate=75, StandardRateFormat=2)))
    change = read_moment("2026-06-15T08:00:00")
    extra = {"overtime": Decimal(90), "per_use": Decimal(15)}
    assert first.plan.resources[0].rates == (
        Rate(0, None, change, Decimal(75), RateUnit.HOUR, **extra),  # type: ignore[arg-type]
        Rate(0, change, None, Decimal(600), RateUnit.DAY, **extra),  # type: ignore[arg-type]
        Rate(4, None, None, Decimal(20), RateUnit.MINUTE, **extra),  # type: ignore[arg-type]
    )
    assert first.plan == second.plan


def test_without_a_table_the_current_rates_count() -> None:
    found = plan_of(document(resources=resource(1, StandardRate=50, StandardRateFormat=4, OvertimeRate=0, CostPerUse=250))).resources[0]
    assert found.rates == (Rate(standard=Decimal(2000), standard_per=RateUnit.WEEK, per_use=Decimal("2.5")),)


def test_availability_has_open_ends() -> None:
    rows = "".join(
        element("AvailabilityPeriod", AvailableFrom=since, AvailableTo=until, AvailableUnits=units)
        for since, until, units in (
            ("1984-01-01T00:00:00", "2026-06-30T23:59:00", "0.5"),
            ("2026-07-01T00:00:00", "2049-12-31T23:59:00", "1"),
        )
    )
    first, second = again(document(resources=resource(1, f"<AvailabilityPeriods>{rows}</AvailabilityPeriods>")))
    periods = first.plan.resources[0].availability
    assert [(p.valid_from is None, p.valid_to is None, p.units) for p in periods] == [(True, False, 500000), (False, True, FULL_SHARE)]
    assert first.plan == second.plan


def test_baselines_of_resources() -> None:
    found = plan_of(document(resources=resource(1, element("Baseline", Number=3, Work="PT8H0M0S", Cost="60000.00")))).resources[0].baselines
    assert [(b.number, b.work, b.cost) for b in found] == [(3, 28800, Decimal(600))]


@pytest.mark.parametrize("name", ["", "<Name>Unassigned</Name>"])
def test_the_placeholder_for_nobody_is_no_resource_but_is_written_back(name: str) -> None:
    row = f"<Resource><UID>0</UID><ID>0</ID>{name}<Type>1</Type></Resource>"
    first, second = again(document(resources=row + resource(1)))
    assert [r.id for r in first.plan.resources] == ["1"]
    assert first.carry == second.carry
    assert len(first.carry.resource_rows) == 1  # type: ignore[attr-defined]


def test_a_person_without_units_is_read_and_told() -> None:
    found = read(document(resources=resource(1, MaxUnits=0)), name=NAME)
    assert codes(found) == ["resource-zero-units"]
    assert found.plan.resources[0].max_units == 0


def test_a_missing_calendar_of_a_person_is_told() -> None:
    found = read(document(resources=resource(1, CalendarUID=8)), name=NAME)
    assert codes(found) == ["calendar-missing"]
    assert found.plan.resources[0].calendar is None
