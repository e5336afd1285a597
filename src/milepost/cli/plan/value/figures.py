"""The figures of earned value, each with its name, how it is written, how it is computed and what it says; one list for all formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from milepost.cli.plan.findings import Weight
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.value.wording import amount, days, index, share
from milepost.cli.plan.wording import day_text
from milepost.engine.value import ValueReport


@dataclass(frozen=True, slots=True)
class ValueFigure:
    """`short` is the abbreviation of the field; `formula` how it comes about from the others; `note` what it means in words."""

    name: str
    short: str
    value: str
    formula: str
    note: str = ""
    weight: Weight = Weight.PLAIN


def value_figures(project: Project) -> tuple[ValueFigure, ...]:
    """In the order they are read; nothing without earned value."""
    report = project.value
    return tuple(_figures(report)) if report is not None and report.value is not None else ()


def _figures(report: ValueReport) -> Iterator[ValueFigure]:
    assert report.value is not None
    value = report.value
    of = f"baseline {report.baseline}" if report.baseline is not None else "today's plan"
    what = "work" if report.in_hours else "cost"
    yield ValueFigure("Planned", "PV", amount(value.pv, report), f"{what} due by the status date in {of}", share(value.pv, value.bac))
    yield ValueFigure("Earned", "EV", amount(value.ev, report), "budget of the work done, by each task's rule", share(value.ev, value.bac))
    yield ValueFigure("Spent", "AC", amount(value.ac, report), f"actual {what} of the work done")
    yield ValueFigure("Budget", "BAC", amount(value.bac, report), f"all of {of}")
    if report.time is not None and report.earned_on is not None and report.baseline is not None:
        time = report.time
        note = f"{days(abs(time.sv))} {'behind' if time.sv < 0 else 'ahead'}" if round(time.sv, 1) else "on time"
        due = day_text(report.earned_on, finish=True)
        weight = Weight.NOTICE if time.spi is not None and time.spi < 1 and note != "on time" else Weight.PLAIN
        yield ValueFigure("Earned schedule", "ES", days(time.es), f"when the plan should have earned EV: {due}", f"of {days(time.pd)}")
        yield ValueFigure("Time index", "SPI(t)", index(time.spi), f"ES / AT = {days(time.es)} / {days(time.at)}", note, weight)
        yield ValueFigure("Schedule index", "SPI", index(value.spi), "EV / PV", _by(value.sv, report, "behind", "ahead"))
    weight = Weight.NOTICE if value.cpi is not None and value.cpi < 1 else Weight.PLAIN
    yield ValueFigure("Cost index", "CPI", index(value.cpi), "EV / AC", _by(value.cv, report, "over", "under"), weight)
    yield from _ends(report)


def _ends(report: ValueReport) -> Iterator[ValueFigure]:
    assert report.value is not None
    value = report.value
    formula = f"AC + (BAC − EV) / c, where c = 1 + (CPI − 1) × EV / BAC = {index(value.shrunk_cpi)}"
    yield ValueFigure("Forecast", "EAC", amount(value.eac, report, whole=True), formula)
    weight = Weight.NOTICE if value.vac * 100 < -value.bac else Weight.PLAIN
    note = "over" if value.vac < 0 else "left" if value.vac else ""
    yield ValueFigure("At completion", "VAC", amount(value.vac, report, whole=True), "BAC − EAC", note, weight)
    if value.ev < value.bac:
        told = index(value.tcpi)
        note = "CPI the rest must reach" if value.tcpi is not None else "the budget is spent"
        yield ValueFigure("To complete", "TCPI", told, "(BAC − EV) / (BAC − AC)", note)


def _by(gap: Decimal, report: ValueReport, worse: str, better: str) -> str:
    """ "£435.00 over"; nothing where there is no gap."""
    return f"{amount(abs(gap), report)} {worse if gap < 0 else better}" if gap else ""
