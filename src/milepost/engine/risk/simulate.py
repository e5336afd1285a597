"""Simulate a plan: check the risks, find room in the calendars, run the kernel, sum up (engine stage 4)."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from typing import Any

from milepost.engine.cost import PlanCost
from milepost.engine.model import Constraint, Plan, ResourceKind
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.network import Network
from milepost.engine.network.outline import Outline
from milepost.engine.network.schedule_plan import schedule_plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk.check import check_risks
from milepost.engine.risk.compiled import functions_for
from milepost.engine.risk.distribution import Distribution
from milepost.engine.risk.model import Risks
from milepost.engine.risk.prepare import Layout, lay_out
from milepost.engine.risk.result import DeadlineOdds, RiskGain, Simulation, TaskRisk
from milepost.engine.risk.run import Counted, Simulator
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import Calendars
from milepost.values import DAY

LONGEST_DAYS = 12_000
"""Days that tables of moments can span: some 32 years."""
P90 = 1.2815515655446004
"""The 90th percentile of the normal distribution."""


def simulate(
    plan: Plan,
    risks: Risks,
    *,
    samples: int = 10_000,
    seed: int = 1,
    watch: Iterable[str] = (),
    schedule: Schedule | None = None,
    cost: PlanCost | None = None,
    gains: bool = True,
    threads: int = 1,
    functions: Any = None,
) -> Simulation:
    """Percentiles of the finish, of milestones and of cost; criticality, cruciality, deadlines; which event buys most days.

    Every sample is a schedule by the plan's own rules. The same seed gives the same numbers on any number of threads, plain or compiled.
    `watch` names further tasks whose finish is kept; `cost` adds the distribution of cost. With `gains` every event's effect is found by
    running the same samples without it. `functions` forces a form of the kernel (tests). Never raises for bad input: see `problems`.

    Planned finishes and constraints as `schedule_plan` has them; levelling delays stay; a plan scheduled from its finish is simulated
    forwards from its computed start; tasks as late as possible are taken as early as possible.
    """
    schedule = schedule or schedule_plan(plan)
    problems = [p for p in schedule.problems if p.severity is Severity.ERROR] + check_risks(plan, risks, samples)
    empty = Simulation(samples, seed, schedule.finish, problems=tuple(problems))
    if empty.failed:
        return empty
    return Run(plan, risks, samples, seed, schedule, cost, threads, functions).answer(tuple(watch), gains, problems, empty)


class Run:
    """One simulation under way."""

    def __init__(
        self, plan: Plan, risks: Risks, samples: int, seed: int, schedule: Schedule, cost: PlanCost | None, threads: int, functions: Any
    ) -> None:
        self.plan, self.risks, self.samples, self.seed, self.schedule = plan, risks, samples, seed, schedule
        self.cost, self.threads, self.functions = cost, threads, functions
        self.smallest = 10**plan.settings.currency.digits

    def answer(self, watch: tuple[str, ...], gains: bool, problems: list[Problem], empty: Simulation) -> Simulation:
        """The figures, over calendars wide enough for every sample."""
        rows = self._watched(watch)
        days = 400 + 2 * (self.schedule.finish - self.schedule.start) // DAY
        while True:
            days = min(days, LONGEST_DAYS - 800)
            simulator, layout, network = self.simulator(rows, days)
            on = [1] * len(self.risks.events)
            middle = self.schedule.finish - layout.origin
            counted = simulator.run(self.samples, on=on, middle=middle, threads=self.threads)
            if max(counted.finish) < layout.clock.top:
                break
            if days >= LONGEST_DAYS - 800:
                return replace(empty, problems=(*problems, _too_long()))
            days *= 2
        return self._sum_up(simulator, layout, network, counted, rows, gains, problems)

    def simulator(self, rows: list[str], days: int) -> tuple[Simulator, Layout, Network]:
        plan = self.plan
        if plan.from_finish and plan.finish is not None:
            plan = plan.with_(start=self.schedule.start, from_finish=False)
        first = min(plan.start, self.schedule.start) // DAY - 400
        first = max(first, self.schedule.finish // DAY + 400 - LONGEST_DAYS)
        calendars = Calendars(plan.calendars, first=first, last=self.schedule.finish // DAY + days)
        network = NetworkBuilder(plan, calendars, Outline(plan)).build()
        layout = lay_out(plan, self.risks, network, seed=self.seed, smallest=self.smallest)
        node_of = {plan.tasks[position].id: j for j, position in enumerate(network.task) if position >= 0}
        options = plan.options
        rules = (int(options.honour_constraints), int(options.move_unfinished), int(options.multiple_critical_paths), 0)
        functions = self.functions or functions_for(network.size * self.samples)
        watch = {node_of[task]: i for i, task in enumerate(rows) if task in node_of}
        cost_of = self._cost_of(network, layout)
        simulator = Simulator(layout, network, rules=rules, watch=watch, cost_of=cost_of, limit=options.critical_float, functions=functions)
        return simulator, layout, network

    def _watched(self, watch: tuple[str, ...]) -> list[str]:
        """Milestones, rows with deadlines and those asked for; a summary is watched by its leaves."""
        wanted = [t for t in self.plan.tasks if t.id in self.schedule and (t.milestone or t.deadline is not None or t.id in watch)]
        leaves = [leaf for task in wanted for leaf in self._leaves(task.id)]
        return list(dict.fromkeys(leaves))

    def _leaves(self, task: str) -> list[str]:
        if task not in self.plan.summaries:
            return [task]
        return [leaf for t in self.plan.tasks if t.parent == task and t.id in self.schedule for leaf in self._leaves(t.id)]

    def _cost_of(self, network: Network, layout: Layout) -> list[int]:
        """What a second of each node costs, in 2 ** -20 smallest units: the money its people have still to earn over its span."""
        rates = [0] * network.size
        if self.cost is None:
            return rates
        left: dict[str, int] = {}
        for line in self.cost.lines:
            resource = self.plan.resource.get(line.resource or "")
            if resource is not None and resource.kind is ResourceKind.WORK:
                left[line.task] = left.get(line.task, 0) + line.cost - line.actual
        for j, position in enumerate(network.task):
            if position >= 0 and layout.span[j]:
                rates[j] = round(Fraction(left.get(self.plan.tasks[position].id, 0) << 20, layout.span[j]))
        return rates

    def _sum_up(
        self,
        simulator: Simulator,
        layout: Layout,
        network: Network,
        counted: Counted,
        rows: list[str],
        gains: bool,
        problems: list[Problem],
    ) -> Simulation:
        origin = layout.origin
        finish = _numbers(counted.finish)
        by_leaf = {task: _numbers(row) for task, row in zip(rows, counted.watched, strict=True)}
        named = [t for t in self.plan.tasks if t.id in self.schedule and (set(self._leaves(t.id)) <= by_leaf.keys()) and self._leaves(t.id)]
        watched = {}
        for task in named:
            leaves = [by_leaf[leaf] for leaf in self._leaves(task.id)]
            values = leaves[0] if len(leaves) == 1 else [max(several) for several in zip(*leaves, strict=True)]
            watched[task.id] = Distribution.of(value + origin for value in values)
        deadlines = tuple(
            DeadlineOdds(t.id, t.deadline, watched[t.id].odds(t.deadline)) for t in named if t.deadline is not None and t.id in watched
        )
        late = [t.id for t in self.plan.tasks if t.constraint is Constraint.ALAP and t.id in self.schedule]
        if late:
            message = f"{len(late)} tasks as late as possible are simulated as early as possible; the finish is the same."
            problems.append(Problem("simulated-early", f"plan '{self.plan.name}'", message, severity=Severity.NOTE, tasks=tuple(late)))
        money = None
        if self.cost is not None:
            whole = int(self.cost.total.cost * self.smallest)
            money = Distribution.of(whole + value for value in _numbers(counted.cost))
        return Simulation(
            self.samples, self.seed, self.schedule.finish, Distribution.of(value + origin for value in finish), watched, deadlines, money,
            self._tasks(network, layout, counted, finish), self._gains(simulator, layout, finish) if gains else (), tuple(problems),
        )  # fmt: skip

    def _tasks(self, network: Network, layout: Layout, counted: Counted, finish: list[int]) -> tuple[TaskRisk, ...]:
        """Criticality, and the line of best fit between each duration and the finish."""
        n = self.samples
        middle = self.schedule.finish - layout.origin
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
            task = self.plan.tasks[position].id
            made.append(TaskRisk(task, counted.critical[j] / n, cruciality, mean, 64 * sqrt(max(variance, 0)) / n, -move, move))
        return tuple(made)

    def _gains(self, simulator: Simulator, layout: Layout, finish: list[int]) -> tuple[RiskGain, ...]:
        """Each event left out in turn, the samples being the same."""
        usual = Distribution.of(finish)
        made = []
        for number, event in enumerate(self.risks.events):
            on = [int(i != number) for i in range(len(self.risks.events))]
            if event.impacts and event.probability > 0:
                middle = self.schedule.finish - layout.origin
                counted = simulator.run(self.samples, on=on, middle=middle, marks=False, threads=self.threads)
                without = _numbers(counted.finish)
            else:
                without = finish
            other = Distribution.of(without)
            gained = sum(finish) - sum(without)
            better = sum(a > b for a, b in zip(finish, without, strict=True))
            p50, p80 = usual.p(50) - other.p(50), usual.p(80) - other.p(80)
            made.append(RiskGain(event.id, gained / self.samples, p50, p80, better / self.samples))
        return tuple(sorted(made, key=lambda gain: (-gain.mean_gain, gain.risk)))


def _numbers(values: Any) -> list[int]:
    return values if isinstance(values, list) else [int(value) for value in values.tolist()]


def _too_long() -> Problem:
    return Problem(
        "simulation-too-long",
        "the simulation",
        "some samples end more than thirty years after the plan's start.",
        "Look for a pessimistic value or a delay in the wrong unit.",
    )
