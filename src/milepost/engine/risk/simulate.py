"""Simulate a plan: check the risks, find room in the calendars, run the kernel, sum up (engine stage 4)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
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
from milepost.engine.risk.figures import deadline_odds, numbers, risk_gains, task_figures, watched_finishes
from milepost.engine.risk.model import Risks
from milepost.engine.risk.prepare import Layout, lay_out
from milepost.engine.risk.result import Simulation
from milepost.engine.risk.run import Counted, Simulator
from milepost.engine.risk.staffing import Staffing, staff
from milepost.engine.risk.tolerance import Tolerance, check_tolerance, tolerance_odds
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import Calendars
from milepost.values import DAY, said

LONGEST_DAYS = 12_000
"""Days that tables of moments can span: some 32 years."""
MOST_KEPT = 100_000_000
"""Finishes of milestones and watched tasks that may be kept: 4 bytes each, more while they are summed up."""


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
    people: bool = False,
    tolerance_days: float | None = None,
    tolerance_finish: int | None = None,
    tolerance_cost: Decimal | None = None,
) -> Simulation:
    """Percentiles of the finish, of milestones and of cost; criticality, cruciality, deadlines; which event buys most days.

    Every sample is a schedule by the plan's own rules. The same seed gives the same numbers on any number of threads, plain or compiled.
    `watch` names further tasks whose finish is kept; `cost` adds the distribution of cost. With `gains` every event's effect is found by
    running the samples in which it happens without it. `functions` forces a form of the kernel (tests).

    `people`: in each sample, nobody does more at once than their units allow; tasks take their turns in the order of the schedule's
    starts. Much slower. For a levelled plan; the dates of another are shared out in that order too, with a warning.

    `tolerance_days` of clock time after the baseline's finish (the plan's where it has no baseline), or `tolerance_finish` as a moment;
    `tolerance_cost`, money beyond the baseline's cost (the plan's), needs `cost`: the odds of leaving them are in `tolerances`.

    Planned finishes and constraints as `schedule_plan` has them; levelling delays stay; a plan scheduled from its finish is simulated
    forwards from its computed start; tasks as late as possible are taken as early as possible (notes say so). Never raises for bad input:
    see `problems`.
    """
    schedule = schedule or schedule_plan(plan)
    tolerance = Tolerance(tolerance_days, tolerance_finish, tolerance_cost)
    problems = [p for p in schedule.problems if p.severity is Severity.ERROR] + check_risks(plan, risks, samples)
    problems += check_tolerance(tolerance, plan, has_cost=cost is not None)
    empty = Simulation(samples, seed, schedule.finish, problems=tuple(problems), people=people)
    if empty.failed:
        return empty
    run = Run(plan, risks, samples, seed, schedule, cost, threads, functions, people=people, tolerance=tolerance)
    return run.answer(tuple(watch), gains, problems, empty)


class Run:
    """One simulation under way."""

    def __init__(
        self, plan: Plan, risks: Risks, samples: int, seed: int, schedule: Schedule, cost: PlanCost | None, threads: int, functions: Any,
        *, people: bool = False, tolerance: Tolerance | None = None,
    ) -> None:  # fmt: skip
        self.plan, self.risks, self.samples, self.seed, self.schedule = plan, risks, samples, seed, schedule
        self.cost, self.threads, self.functions = cost, threads, functions
        self.people, self.tolerance = people, tolerance or Tolerance()
        self.staffing: Staffing | None = None
        self.smallest = 10**plan.settings.currency.digits

    def answer(self, watch: tuple[str, ...], gains: bool, problems: list[Problem], empty: Simulation) -> Simulation:
        """The figures, over calendars wide enough for every sample."""
        rows = self._watched(watch)
        if len(rows) * self.samples > MOST_KEPT:
            return replace(empty, problems=(*problems, _too_many(len(rows), self.samples)))
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
        return self._sum_up(simulator, layout, network, counted, rows, gains, [*problems, *self._notes()])

    def simulator(self, rows: list[str], days: int) -> tuple[Simulator, Layout, Network]:
        """The kernel bound to the plan, with calendars until so many days after the planned finish."""
        plan = self.plan
        if plan.from_finish and plan.finish is not None:
            plan = plan.with_(start=self.schedule.start, from_finish=False)
        first = min(plan.start, self.schedule.start) // DAY - 400
        first = max(first, self.schedule.finish // DAY + 400 - LONGEST_DAYS)
        last = self.schedule.finish // DAY + days
        if self.people:
            self.staffing = staff(plan, self.schedule, first=first, last=last)
            network = self.staffing.world.network
        else:
            network = NetworkBuilder(plan, Calendars(plan.calendars, first=first, last=last), Outline(plan)).build()
        layout = lay_out(plan, self.risks, network, seed=self.seed, smallest=self.smallest)
        node_of = {plan.tasks[position].id: j for j, position in enumerate(network.task) if position >= 0}
        options = plan.options
        simulator = Simulator(
            layout,
            network,
            rules=(int(options.honour_constraints), int(options.move_unfinished), int(options.multiple_critical_paths), 0),
            watch={node_of[task]: i for i, task in enumerate(rows) if task in node_of},
            cost_of=self._cost_of(network, layout),
            limit=options.critical_float,
            functions=self.functions or functions_for(network.size * self.samples * (20 if self.people else 1)),
            staffing=self.staffing,
        )
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
        middle = self.schedule.finish - layout.origin
        finish = numbers(counted.finish)
        moments = Distribution.of(value + layout.origin for value in finish)
        watched = watched_finishes(self.plan, self.schedule, rows, counted, layout.origin, self._leaves)
        money = None
        if self.cost is not None:
            whole = int(self.cost.total.cost * self.smallest)
            money = Distribution.of(whole + value for value in numbers(counted.cost))
        return Simulation(
            self.samples,
            self.seed,
            self.schedule.finish,
            moments,
            watched,
            deadline_odds(self.plan, watched),
            money,
            task_figures(self.plan, network, layout, counted, finish, middle),
            risk_gains(self.risks, simulator, counted, finish, middle, self.threads) if gains else (),
            tuple(problems),
            tolerance_odds(self.tolerance, self.plan, self.schedule, self.cost, moments, money),
            self.people,
        )

    def _notes(self) -> list[Problem]:
        """What the samples leave out, for people to know."""
        plan = self.plan
        notes: list[Problem] = []
        place = said("plan '{name}'", name=plan.name)
        late = tuple(t.id for t in plan.tasks if t.constraint is Constraint.ALAP and t.id in self.schedule and t.id not in plan.summaries)
        if plan.from_finish:
            message = said("it is scheduled from its finish; the samples begin at its computed start and run forwards.")
            remedy = said("Read the odds of its finish as those of beginning then.")
            notes.append(Problem("simulated-forwards", place, message, remedy, Severity.NOTE))
        if late and self.people:
            message = said(
                "{count} tasks as late as possible begin at their planned start at the earliest, in every sample.", count=len(late)
            )
            notes.append(Problem("simulated-not-earlier", place, message, severity=Severity.NOTE, tasks=late))
        elif late:
            message = said(
                "{count} tasks as late as possible are simulated as early as possible: the odds of the project's finish are those of "
                "a plan that leaves nothing until last; their own dates, and those of milestones right behind them, are too early.",
                count=len(late),
            )
            notes.append(Problem("simulated-early", place, message, severity=Severity.NOTE, tasks=late))
        return [*notes, *(self.staffing.problems if self.staffing is not None else ())]


def _too_many(rows: int, samples: int) -> Problem:
    message = said(
        "the finishes of {rows:,} tasks in {samples:,} samples are more than memory can be asked to hold.", rows=rows, samples=samples
    )
    return Problem(
        "risk-memory",
        said("the simulation"),
        message,
        said("Draw {most_kept:,} samples or fewer, or watch fewer tasks.", most_kept=MOST_KEPT // rows),
    )


def _too_long() -> Problem:
    return Problem(
        "simulation-too-long",
        said("the simulation"),
        said("some samples end more than thirty years after the plan's start."),
        said("Look for a pessimistic value or a delay in the wrong unit."),
    )
