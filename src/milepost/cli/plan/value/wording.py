"""How amounts, indices and forecasts of earned value are written for people: the same on the terminal and in the report."""

from decimal import ROUND_HALF_EVEN, Decimal

from milepost.engine.value import (
    AS_BUDGETED,
    AS_PLANNED_FROM_NOW,
    BOTTOM_UP,
    BY_CPI,
    BY_CPI_AND_SPI,
    BY_SPI_T,
    OF_THE_SCHEDULE,
    SHRUNK,
    Rule,
    ValueReport,
)

METHODS = {
    AS_PLANNED_FROM_NOW: ("The rest as planned", "AT + PD − ES"),
    OF_THE_SCHEDULE: ("The schedule", "links, calendars and progress"),
    BY_SPI_T: ("The rest at the pace so far", "PD / SPI(t)"),
    SHRUNK: ("The rest at a damped CPI", "AC + (BAC − EV) / c"),
    BOTTOM_UP: ("What the schedule has left", "AC + ETC"),
    AS_BUDGETED: ("The rest as budgeted", "AC + (BAC − EV)"),
    BY_CPI: ("The rest at the CPI so far", "BAC / CPI"),
    BY_CPI_AND_SPI: ("Being late costs as well", "AC + (BAC − EV) / (CPI × SPI)"),
}
"""Each forecast in words and as a formula. c = 1 + (CPI − 1) × EV / BAC."""
RULES = {
    Rule.AT_THE_END.value: "when finished (0/100)",
    Rule.HALF_AT_START.value: "half at the start (50/50)",
    Rule.WEIGHTED_MILESTONES.value: "by weighted milestones",
    Rule.PHYSICAL.value: "physical per cent",
    Rule.REMAINING_EFFORT.value: "remaining effort",
}
WHOLE_FROM = 1000
"""From so much on an amount in a sentence is told in whole units."""


def amount(value: Decimal, report: ValueReport, *, whole: bool = False) -> str:
    """ "£1,240.00" or "1,240 h"; `whole` leaves out decimals nobody needs in a forecast."""
    unit = report.unit
    sign = "\u2212" if value < 0 else ""
    size = abs(value)
    if report.in_hours:
        return f"{sign}{_trimmed(size if size < 100 else _whole(size))} h"
    told = f"{_whole(size):,f}" if whole and size >= WHOLE_FROM / 10 else f"{unit.round(size):,f}"
    return f"{sign}{unit.symbol}{told}"


def index(value: Decimal | None) -> str:
    """An index with two decimals; a dash where there is nothing to compare yet."""
    return "–" if value is None else f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_EVEN):f}"


def days(value: Decimal) -> str:
    """Working days with at most one decimal."""
    sign = "\u2212" if value < 0 else ""
    return f"{sign}{_trimmed(abs(value))} d"


def share(part: Decimal, whole: Decimal) -> str:
    """ "42 %"."""
    return f"{_whole(100 * part / whole)} %" if whole else "0 %"


def percent(value: float) -> str:
    """A chance: "80 %"."""
    return f"{round(100 * value)} %"


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)


def _trimmed(value: Decimal) -> str:
    """At most one decimal, none that is zero."""
    text = f"{value.quantize(Decimal('0.1'), rounding=ROUND_HALF_EVEN):,f}"
    return text.removesuffix(".0")
