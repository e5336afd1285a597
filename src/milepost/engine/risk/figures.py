"""From what the kernel counted to figures: milestones, deadlines, criticality, cruciality, and what each event costs in days."""

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Any

from milepost.engine.model import Plan
from milepost.engine.network.network import Network
from milepost.engine.risk.distribution import Distribution
from milepost.engine.risk.model import Risks
from milepost.engine.risk.prepare import Layout
from milepost.engine.risk.result import DeadlineOdds, RiskGain, TaskRisk
from milepost.engine.risk.run import Counted, Simulator
from milepost.engine.schedule import Schedule

P90 = 1.2815515655446004
"""The 90th percentile of the normal distribution."""


def numbers(values: Any) -> list[int]:
    """A row of the kernel's as Python's own numbers."""
    return values if isinstance(values, list) else [int(value) for value in values.tolist()]


def watched_finishes(
    plan: Plan, schedule: Schedule, rows: list[str], counted: Counted, origin: int, leaves_of: Callable[[str], list[str]]
) -> dict[str, Distribution]:
    """The finish of each task all of whose leaves were watched: a summary's is its last leaf's, sample by sample."""
    by_leaf = {task: numbers(row) for task, row in zip(rows, counted.watched, strict=True)}
    watched = {}
    for task in plan.tasks:
        leaves = leaves_of(task.id) if task.id in schedule else []
        if leaves and set(leaves) <= by_leaf.keys():
            several = [by_leaf[leaf] for leaf in leaves]
            values = several[0] if len(several) == 1 else [max(row) for row in zip(*several, strict=True)]
            watched[task.id] = Distribution.of(value + origin for value in values)
    return watched


def deadline_odds(plan: Plan, watched: Mapping[str, Distribution]) -> tuple[DeadlineOdds, ...]:
    """The odds of each task's deadline."""
    return tuple(
        DeadlineOdds(t.id, t.deadline, watched[t.id].odds(t.deadline)) for t in plan.tasks if t.deadline is not None and t.id in watched
    )


def task_figures(plan: Plan, network: Network, layout: Layout, counted: Counted, finish: list[int], middle: int) -> tuple[TaskRisk, ...]:
    """Criticality, and the line of best fit between each duration and the finish."""
    n = len(finish)
    deviations = [(value - middle) >> 6 for value in finish]
    total = sum(deviations)
    spread = n * sum(d * d for d in deviations) - total * total
    made = []
    for j, position in enumerate(network.task):
        if position < 0 or network.done[j]:
            continue
        variance = n * counted.squares[j] - counted.sums[j] ** 2
        together = n * counted.products[j] - counted.sums[j] * total
        cruciality = together / sqrt(variance * spread) if variance > 0 and spread > 0 else 0.0
        move = together / sqrt(variance) / n * P90 * 64 if variance > 0 else 0.0
        mean = layout.span[j] + 64 * counted.sums[j] / n
        task = plan.tasks[position].id
        made.append(TaskRisk(task, counted.critical[j] / n, cruciality, mean, 64 * sqrt(max(variance, 0)) / n, -move, move))
    return tuple(made)


def risk_gains(risks: Risks, simulator: Simulator, counted: Counted, finish: list[int], middle: int, threads: int) -> tuple[RiskGain, ...]:
    """Each event left out in turn, the samples being the same: those in which it does not happen need no second look."""
    usual, before, samples = Distribution.of(finish), sum(finish), len(finish)
    made = []
    for number, event in enumerate(risks.events):
        happened = [x for x, did in enumerate(numbers(counted.happened[number])[:samples]) if did] if event.impacts else []
        if not happened:
            made.append(RiskGain(event.id, 0.0, 0, 0, 0.0))
            continue
        on = [int(i != number) for i in range(len(risks.events))]
        again = simulator.run(samples, on=on, middle=middle, marks=False, threads=threads, numbers=happened)
        without = list(finish)
        better = 0
        for x, value in zip(happened, numbers(again.finish), strict=True):
            better += value < without[x]
            without[x] = value
        other = Distribution.of(without)
        p50, p80 = usual.p(50) - other.p(50), usual.p(80) - other.p(80)
        made.append(RiskGain(event.id, (before - sum(without)) / samples, p50, p80, better / samples))
    return tuple(sorted(made, key=lambda gain: (-gain.mean_gain, gain.risk)))
