"""One run of the kernel on a world: demands collected, first schedules by rules, then search; over more days where these do not suffice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from milepost.engine.levelling.beginning import Beginning
from milepost.engine.levelling.compiled import MOMENTS, is_ready
from milepost.engine.levelling.demand import Demands, collect, rooms
from milepost.engine.levelling.first_orders import all_orders, first_orders
from milepost.engine.levelling.moments.making import MISSING
from milepost.engine.levelling.moments.placing import MOVE
from milepost.engine.levelling.moments.run import Inputs, Kernel, Placed
from milepost.engine.levelling.people import Key, People, base_profile, gather, take_bookings
from milepost.engine.levelling.periods.proof import Prover
from milepost.engine.levelling.request import Booking, LevelResult, Priority, Progress, Watch
from milepost.engine.levelling.steadiness import groups_of
from milepost.engine.levelling.whole_periods import Searched, search_whole, whole_periods
from milepost.engine.levelling.world import World
from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.values import DAY, said

WORTH_COMPILING = 20_000
"""Tasks placed (tasks times schedules) from which loading the compiled kernel is quicker than the plain one."""

ALWAYS_FINISH, ALWAYS_MOVE = (64, 1), (1, 64)
"""What a minute of delay and a minute of movement weigh: ordinarily, and when as little as possible is to change."""

MINUTE = 60
COMING_BACK = DAY // MINUTE
"""What a coming back weighs where people are to be kept together: a day's minutes at the greater of the two weights above."""

TIDYING = 30_000
"""Tasks placed by which an answer found on whole periods is tidied: some 30 to 300 schedules."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to; `placed` is None when a calendar ends before the work. `first` is the first schedule made and `missing` the
    nodes nobody is ever free for."""

    world: World
    people: People
    demands: Demands
    placed: Placed | None
    first: Placed | None
    aims: list[Priority]
    tried: int
    stopped: bool
    problems: tuple[Problem, ...]
    missing: tuple[int, ...] = ()
    least_finish: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What `level` was asked, for all its runs."""

    plans: tuple[Plan, ...]
    before: tuple[Schedule, ...]
    told: tuple[tuple[Problem, ...], ...]
    work: int
    seed: int
    priorities: tuple[Priority, ...]
    bookings: tuple[Booking, ...]
    key: Key
    minimal_change: bool
    steady: bool
    watch: Watch | None
    compiled: bool | None
    known: LevelResult | None = None
    """An earlier answer, to be no worse than."""
    hint: list[int] = field(default_factory=list)
    """Starts by node that are known to be good."""
    prover: Prover | None = None

    def run(self, found: Beginning, *, choose_people: bool, reserve: int = 0) -> Run:
        """Level; over ever wider ranges of days until every task finds a place, or more days do not help.

        `reserve` schedules are left for a last look where somebody who may be chosen works by another calendar.
        """
        while True:
            made = self._in(found.world, choose_people, reserve)
            if made.placed is not None and not _days_lack(made):
                return made
            wider = None if found.widest else found.wider()
            if wider is None:
                return made
            found = wider

    def _in(self, world: World, choose_people: bool, reserve: int) -> Run:
        problems: list[Problem] = []
        people = gather(self.plans, [b.calendars for b in world.built], self.key, problems)
        take_bookings(people, self.bookings, problems)
        demands = collect(world, people, self.key, choose_people=choose_people)
        problems += demands.problems
        base = base_profile(people, rooms(demands, people), problems)
        aims = self._aims(world)
        kernel = self._kernel(world, demands, base, aims)
        work = max(self.work - reserve, 1) if demands.mixed else self.work
        first: Placed | None = None
        best = 0
        look = self._watcher()
        orders = [self.hint] if self.hint else [self._wishes(world)] if self.minimal_change else first_orders(world, aims)
        going = True
        for keys, justify in [(keys, j) for keys in orders for j in ((False,) if self.minimal_change else (False, True))]:
            if not kernel.by_rule(keys, justify=justify):
                return Run(world, people, demands, None, None, aims, kernel.tried, False, (*problems, _no_days()))
            if first is None:
                first, best = kernel.placed(), kernel.cost
            going = look is None or look(kernel.tried, best, kernel.cost)
            if kernel.tried >= work or kernel.cost == 0 or not going:
                break
        if going and not self.hint and not self.minimal_change:
            for keys in all_orders(world, demands, most=(work - kernel.tried) // 2):
                if kernel.cost > 0 and going and kernel.by_rule(keys, justify=False):
                    going = look is None or look(kernel.tried, best, kernel.cost)
        if self.known is not None and going and not self.hint:
            kernel.adopt(self._again(self.known, world, people, demands, base, aims))
        found = Searched(kernel.tried, going, None)
        if going and kernel.tried < work and kernel.cost > 0:
            found = self._search(world, demands, base, kernel, work, None if look is None else lambda n, cost: look(n, best, cost))
        placed = kernel.placed()
        missing = tuple(j for j, slots in demands.choices() if demands.how[j] == MOVE and min(placed.chosen[slots]) < 0)
        return Run(
            world, people, demands, placed, first, aims, found.tried, not found.finished, tuple(problems), missing, found.least_finish
        )  # fmt: skip

    def _again(self, known: LevelResult, world: World, people: People, demands: Demands, base: Any, aims: list[Priority]) -> Kernel:
        """The schedule of an earlier answer made again on this world, by the people chosen then. In the order of its starts every task
        finds its place of then or an earlier one, as long as nobody has less time than then."""
        starts = list(world.start)
        picked: dict[tuple[int, str], list[int]] = {}
        for row in known.assigned:
            if row.person in people.number:
                picked.setdefault((row.plan, row.assignment), []).append(people.number[row.person])
        for built, schedule in zip(world.built, known.schedules, strict=False):
            for task, node in built.node_of().items():
                if task in schedule:
                    starts[node] = schedule[task].start
        kernel = self._kernel(world, demands.only(picked), base, aims)
        kernel.by_rule(starts, justify=False)
        return kernel

    def _search(
        self, world: World, demands: Demands, base: Any, kernel: Kernel, work: int, watch: Callable[[int, int], bool] | None
    ) -> Searched:
        whole = None if self.minimal_change or self.steady else whole_periods(world, demands, base)
        step = max(30_000 // kernel.n, 1)
        if whole is None:
            finished = kernel.search(work, step=step, goal=0, watch=watch)
            return Searched(kernel.tried, finished, None)
        found = search_whole(whole, kernel, work=work, seed=self.seed, watch=watch, prover=self.prover)
        if found.finished:
            # The finish is as good as found; what work is left may bring single tasks nearer to where they would like to be.
            kernel.skip_to(found.tried)
            more = min(max(TIDYING // kernel.n, 30), 300)
            finished = kernel.search(min(work, found.tried + more), step=step, goal=0, watch=watch)
            found = replace(found, tried=kernel.tried, finished=finished)
        return found

    def _kernel(self, world: World, demands: Demands, base: Any, aims: list[Priority]) -> Kernel:
        size = world.network.size * max(self.work, 1)
        compiled = self.compiled if self.compiled is not None else size >= WORTH_COMPILING and is_ready()
        options = [plan.options for plan in self.plans]
        from_finish = [int(plan.from_finish and plan.finish is not None) for plan in self.plans]
        rates = ALWAYS_MOVE if self.minimal_change else ALWAYS_FINISH
        inputs = Inputs(
            world.network,
            world.release,
            self._not_before(world, demands),
            world.plan,
            (
                [int(o.honour_constraints) for o in options],
                [int(o.move_unfinished) for o in options],
                [int(o.multiple_critical_paths and not back) for o, back in zip(options, from_finish, strict=True)],
                from_finish,
            ),
            demands.columns(),
            demands.how,
            base,
            [p if world.network.task[j] >= 0 else -1 for j, p in enumerate(world.plan)],
            [aim.weight for aim in aims],
            [aim.due if aim.due is not None else 0 for aim in aims],
            self._wishes(world),
            rates,
            demands.standing(),
            groups_of(world),
            COMING_BACK * max(rates) if self.steady else 0,
        )
        return Kernel(inputs, MOMENTS.compiled if compiled else MOMENTS.plain, seed=self.seed, justify=not self.minimal_change)

    def _aims(self, world: World) -> list[Priority]:
        """Weight and due date of each plan; without a date, the finish it has when everybody is always free."""
        found = []
        for number, built in enumerate(world.built):
            given = self.priorities[number] if number < len(self.priorities) else Priority()
            nodes = range(built.offset, built.offset + built.network.size)
            finish = max((world.finish[j] for j in nodes if world.network.task[j] >= 0), default=built.plan.start)
            found.append(Priority(max(given.weight, 0), finish if given.due is None else given.due))
        return found

    def _wishes(self, world: World) -> list[int]:
        """The start each node would like: that without people's limits, or its present one when little is to change."""
        if not self.minimal_change:
            return world.start
        wishes = list(world.start)
        for built, schedule in zip(world.built, self.before, strict=True):
            for task, node in built.node_of().items():
                if task in schedule:
                    wishes[node] = max(schedule[task].start, world.start[node])
        return wishes

    def _not_before(self, world: World, demands: Demands) -> list[int]:
        """Starts as late as possible; when little is to change, nothing that may move begins before its present date either."""
        if not self.minimal_change:
            return world.alap_start
        rows = zip(world.alap_start, self._wishes(world), demands.how, strict=True)
        return [max(late, wish) if how == MOVE else late for late, wish, how in rows]

    def _watcher(self) -> Callable[[int, int, int], bool] | None:
        watch = self.watch
        if watch is None:
            return None
        return lambda tried, first, best: watch(self.progress(tried, first, best))

    def progress(self, tried: int, first: int, best: int) -> Progress:
        """Where a search stands, from the costs of its first and its best schedule."""
        scale = (ALWAYS_MOVE if self.minimal_change else ALWAYS_FINISH)[0]
        return Progress(tried, self.work, first % MISSING // scale * MINUTE, best % MISSING // scale * MINUTE)


def _days_lack(made: Run) -> bool:
    """Whether a task is missing that would find its people in the end, were there days enough."""
    people = made.people
    return any(
        all(sum(people.at_last(r) >= demand.units for r in demand.people) >= demand.count for demand in made.demands.of_node[j])
        for j in made.missing
    )


def _no_days() -> Problem:
    return Problem(
        "no-place", said("the plan"), said("a calendar ends before the work is done; nothing was levelled."), said("Look at the calendars.")
    )
