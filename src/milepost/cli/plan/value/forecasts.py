"""The forecasts of finish and cost as rows: the method in words, its formula, what it says, and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.value.wording import METHODS
from milepost.engine.value import ValueReport


@dataclass(frozen=True, slots=True)
class Outlook:
    """One forecast: a moment or an amount. `low` and `high` where an interval is known; `share` is its chance."""

    method: str
    formula: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    default: bool = False


def finish_outlooks(project: Project) -> tuple[Outlook, ...]:
    """Forecasts of the finish, the default first; the simulation's where there is one."""
    report = project.value
    if report is None or report.finish is None:
        return ()
    return (*_finishes(report), *_simulated(project))


def _finishes(report: ValueReport) -> Iterator[Outlook]:
    for number, forecast in enumerate(report.finishes):
        words, formula = METHODS[forecast.method]
        if forecast.value is not None:
            found = report.finish if number == 0 else None
            yield Outlook(words, formula, forecast.value, found.low if found else None, found.high if found else None, number == 0)


def _simulated(project: Project) -> Iterator[Outlook]:
    chances = project.chances
    if chances is not None and chances.simulation.finish is not None:
        finish = chances.simulation.finish
        low, middle, high = (Decimal(finish.p(percent)) for percent in (10, 50, 90))
        yield Outlook("The simulation, P50", f"{chances.simulation.samples:,} runs of the schedule", middle, low, high)
        yield Outlook("The simulation, P80", "8 of 10 runs end by then", Decimal(finish.p(80)))


def cost_outlooks(project: Project) -> tuple[Outlook, ...]:
    """Forecasts of the cost, the default first."""
    report = project.value
    if report is None or report.cost is None:
        return ()
    found = []
    for number, forecast in enumerate(report.costs):
        words, formula = METHODS[forecast.method]
        if forecast.value is not None:
            low, high = (report.cost.low, report.cost.high) if number == 0 else (None, None)
            found.append(Outlook(words, formula, report.unit.round(forecast.value), low, high, number == 0))
    return tuple(found)
