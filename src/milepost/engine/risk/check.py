"""Risks that cannot be simulated as they stand: each told with its place and what to write instead."""

from collections.abc import Iterable
from math import isfinite

from milepost.engine.model import Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk.correlation import check_correlation
from milepost.engine.risk.model import Estimate, Risks, Shape, ThreePoint
from milepost.values import DAY, said

LONGEST = 7 * 365 * DAY
"""No duration and no delay may be longer than seven years of working time."""
LARGEST = 10.0**9
MOST_SAMPLES = 1_000_000
ORDER = said("Give them in the order optimistic, most likely, pessimistic.")


def check_risks(plan: Plan, risks: Risks, samples: int) -> list[Problem]:
    """Problems in the order: samples, default, estimates, events, correlations. Errors mean that nothing is simulated."""
    problems: list[Problem] = []
    if not 1 <= samples <= MOST_SAMPLES:
        message = said(
            "{samples} samples were asked for; from 1 to {most_samples:,} can be drawn.", samples=samples, most_samples=MOST_SAMPLES
        )
        problems.append(Problem("risk-samples", said("the simulation"), message, said("10,000 are enough for a P90.")))
    if risks.default is not None:
        problems += check_spread(risks.default, said("the default spread"), highest=100)
    problems += _estimates(plan, risks.estimates)
    problems += _events(plan, risks)
    problems += check_correlation(risks, {task.id: task.name for task in plan.tasks})
    return problems


def check_spread(spread: ThreePoint, place: str, *, highest: float = LONGEST) -> list[Problem]:
    """Three values that are finite, in order and within bounds."""
    values = (spread.low, spread.likely, spread.high)
    shown = " / ".join(f"{value:g}" for value in values)
    if not all(isfinite(value) for value in values):
        return [Problem("risk-number", place, said("{shown} are not three numbers.", shown=shown), ORDER)]
    if not spread.low <= spread.likely <= spread.high:
        return [Problem("three-points-reversed", place, said("{shown} are not in order.", shown=shown), ORDER)]
    if spread.low < 0:
        return [
            Problem("three-points-negative", place, said("{shown}: no value may be below zero.", shown=shown), said("Give zero or more."))
        ]
    if spread.high > highest:
        given, most = (spread.high, highest) if highest < LONGEST else (spread.high / DAY, LONGEST / DAY)
        unit = said("times what is planned") if highest < LONGEST else said("days of 24 hours")
        message = said("{given:,.0f} is more than {most:,.0f} {unit}, the most there may be.", given=given, most=most, unit=unit)
        return [Problem("three-points-too-large", place, message, said("Look for a wrong unit."))]
    if spread.shape is Shape.LOGNORMAL and spread.low == 0 and spread.high > 0:
        message = said("{shown}: the P10 of a lognormal cannot be zero.", shown=shown)
        return [Problem("three-points-zero", place, message, said("Give a P10 above zero, or another shape."))]
    return []


def _estimates(plan: Plan, estimates: Iterable[Estimate]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for estimate in estimates:
        task = plan.task.get(estimate.task)
        if task is None:
            problems.append(_unknown(said("the estimate of task '{task}'", task=estimate.task), estimate.task))
            continue
        place = _place(task)
        if task.id in seen:
            problems.append(Problem("estimate-twice", place, said("it has two estimates."), said("Keep one of them."), tasks=(task.id,)))
        seen.add(task.id)
        problems += check_spread(estimate.spread, place, highest=100 if estimate.relative else LONGEST)
        why = _sure(plan, task)
        if why:
            message = said("it {why}, so its estimate changes nothing.", why=why)
            problems.append(
                Problem("estimate-unused", place, message, said("Estimate the tasks that are still to do."), Severity.NOTE, (task.id,))
            )
    return problems


def _events(plan: Plan, risks: Risks) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for event in risks.events:
        place = said("risk {id} '{name}'", id=event.id, name=event.name)
        if event.id in seen:
            problems.append(Problem("risk-twice", place, said("two risks have this id."), said("Give each its own.")))
        seen.add(event.id)
        if not 0 <= event.probability <= 1:
            message = said("its probability {probability:g} is not between 0 and 1.", probability=event.probability)
            problems.append(Problem("risk-probability", place, message, said("Write 30 % as 0.3.")))
        for impact in event.impacts:
            task = plan.task.get(impact.task)
            problems += check_spread(impact.delay, place)
            if task is None:
                problems.append(_unknown(place, impact.task))
            elif why := _sure(plan, task):
                message = said("{task} {why}, so the risk cannot delay it.", task=_place(task), why=why)
                problems.append(
                    Problem("risk-without-effect", place, message, said("Name a task still to do."), Severity.WARNING, (task.id,))
                )
        if event.cost is not None:
            problems += check_spread(event.cost, said("{place}, cost", place=place), highest=LARGEST)
        if not event.impacts and event.cost is None:
            message = said("it delays nothing and costs nothing.")
            problems.append(Problem("risk-without-impact", place, message, said("Give a delay or a cost."), Severity.WARNING))
    return problems


def _sure(plan: Plan, task: Task) -> str:
    """Why a task's duration cannot vary; empty when it can."""
    if task.id in plan.summaries:
        return said("is a summary")
    if not task.active:
        return said("is inactive")
    if task.actual_finish is not None:
        return said("is finished")
    if task.manual and task.manual_start is not None and task.manual_finish is not None:
        return said("has its dates typed by hand")
    return said("lies in another project") if task.external else ""


def _unknown(place: str, task: str) -> Problem:
    return Problem("risk-unknown-task", place, said("the plan has no task '{task}'.", task=task), said("Use an id of the plan's tasks."))


def _place(task: Task) -> str:
    return said("task {row} '{name}'", row=task.row if task.row is not None else task.id, name=task.name)
