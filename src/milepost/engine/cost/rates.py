"""A resource's rates as exact whole numbers: what one second of work, or one unit of material, costs on a date."""

import itertools
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from milepost.engine.model import Rate, RateUnit, Resource, ResourceKind, Settings
from milepost.engine.problem import Problem, Severity
from milepost.engine.words import moment_words
from milepost.values import DAY, HOUR, MINUTE, said

WEEKS_PER_YEAR = 52
FOREVER = 1 << 60
TABLES = "ABCDE"


@dataclass(frozen=True, slots=True)
class Period:
    """Rates from `since` until `until`, in smallest units of currency over the table's `scale`: a second of ordinary work (or a unit
    of material), a second of overtime, one use."""

    since: int
    until: int
    standard: int
    overtime: int
    per_use: int


@dataclass(frozen=True, slots=True)
class RateTable:
    """Periods without gaps from -FOREVER to FOREVER; a time no rate covers costs nothing. `scale` divides every number in them."""

    periods: tuple[Period, ...]
    scale: int

    def at(self, moment: int) -> Period:
        """The period a moment lies in."""
        for period in self.periods:
            if moment < period.until:
                return period
        return self.periods[-1]

    @property
    def changes(self) -> tuple[int, ...]:
        """Moments at which another period begins."""
        return tuple(period.since for period in self.periods[1:])


def seconds_per(unit: RateUnit, settings: Settings) -> int:
    """Working seconds a rate is for, as the plan's author counts days, weeks and months; a year is 52 weeks, as in MS Project.

    Example: 10,000 a year at 40 hours a week is 38.46 for a day of 8 hours.
    """
    spans = {
        RateUnit.MINUTE: MINUTE,
        RateUnit.HOUR: HOUR,
        RateUnit.DAY: settings.day,
        RateUnit.WEEK: settings.week,
        RateUnit.MONTH: settings.month,
        RateUnit.YEAR: WEEKS_PER_YEAR * settings.week,
    }
    return max(spans.get(unit, HOUR), 1)


def rate_table(resource: Resource, table: int, settings: Settings) -> RateTable:
    """Table 0 (A) to 4 (E) of a resource. Where rows overlap the one that begins later counts; negative rates count as none."""
    rows = sorted((r for r in resource.rates if r.table == table), key=_since)
    bounds = sorted({-FOREVER, FOREVER, *(_since(r) for r in rows), *(_until(r) for r in rows)})
    material = resource.kind is ResourceKind.MATERIAL
    exact = []
    for since, until in itertools.pairwise(bounds):
        row = next((r for r in reversed(rows) if _since(r) <= since < _until(r)), None)
        exact.append((since, until, *_exact(row, settings, material=material)))
    scale = lcm(*(value.denominator for _, _, *values in exact for value in values)) if exact else 1
    periods = (Period(since, until, *(int(value * scale) for value in values)) for since, until, *values in exact)
    return RateTable(tuple(periods), scale)


def check_rates(resources: tuple[Resource, ...], used: frozenset[tuple[str, int]]) -> list[Problem]:
    """What is wrong with the tables that assignments use: `used` holds (resource id, table)."""
    problems = []
    for resource in resources:
        for table in sorted({t for r, t in used if r == resource.id}):
            rows = sorted((r for r in resource.rates if r.table == table), key=_since)
            place = said("resource '{name}', rate table {table}", name=resource.name, table=TABLES[table] if 0 <= table < 5 else table)
            problems += _wrong_amounts(rows, place)
            problems += _wrong_dates(rows, place)
            if not rows and resource.rates:
                message = said("an assignment uses this table, which has no rates; its work costs nothing.")
                problems.append(Problem("rate-table-empty", place, message, said("Fill the table or choose another."), Severity.WARNING))
    return problems


def _wrong_amounts(rows: list[Rate], place: str) -> list[Problem]:
    problems = []
    for row in rows:
        for what, amount in (
            (said("standard rate"), row.standard),
            (said("overtime rate"), row.overtime),
            (said("cost per use"), row.per_use),
        ):
            if not amount.is_finite() or amount < 0:
                message = said("its {what} is {amount}; expected zero or more, so it counts as zero.", what=what, amount=amount)
                problems.append(Problem("negative-rate", place, message, said("Correct the rate; enter a rebate as a cost of its own.")))
    return problems


def _wrong_dates(rows: list[Rate], place: str) -> list[Problem]:
    problems = []
    for row in rows:
        if _until(row) <= _since(row):
            message = said("a rate ends {until}, before it begins; it never counts.", until=moment_words(_until(row)))
            problems.append(Problem("rate-period-reversed", place, message, said("Correct its dates."), Severity.WARNING))
    for one, other in itertools.pairwise(rows):
        if _since(other) < _until(one):
            message = said(
                "two rates overlap from {start}; the one that begins later counts, of two alike the one listed last.",
                start=_text(_since(other)),
            )
            problems.append(Problem("rate-overlap", place, message, said("Correct the dates of the rates."), Severity.WARNING))
        elif _until(one) < _since(other):
            message = said(
                "no rate covers {start} to {finish}; work then costs nothing.", start=_text(_until(one)), finish=_text(_since(other))
            )
            problems.append(Problem("rate-gap", place, message, said("Close the gap between the rates."), Severity.WARNING))
    return problems


def _exact(row: Rate | None, settings: Settings, *, material: bool) -> tuple[Fraction, Fraction, Fraction]:
    if row is None:
        return Fraction(0), Fraction(0), Fraction(0)
    smallest = 10**settings.currency.digits
    standard = 1 if material else seconds_per(row.standard_per, settings)
    overtime = seconds_per(row.overtime_per, settings)
    return (
        _positive(row.standard) * smallest / standard,
        _positive(row.overtime) * smallest / overtime,
        _positive(row.per_use) * smallest,
    )


def _positive(amount: Decimal) -> Fraction:
    return Fraction(amount) if amount.is_finite() and amount > 0 else Fraction(0)


def _since(row: Rate) -> int:
    return -FOREVER if row.valid_from is None else row.valid_from


def _until(row: Rate) -> int:
    """The end of a row; one that ends at 23:59 lasts to midnight."""
    if row.valid_to is None:
        return FOREVER
    return row.valid_to + MINUTE if row.valid_to % DAY == DAY - MINUTE else row.valid_to


def _text(moment: int) -> str:
    return said("the beginning") if moment <= -FOREVER else moment_words(moment)
