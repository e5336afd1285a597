"""Levelling of plans: nobody has more to do than they can, every link and calendar is kept, and the projects finish as early as found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from milepost.engine.levelling.bound import least_delay
from milepost.engine.levelling.compiled import PLAIN_MOMENTS, compiled_moments, is_ready
from milepost.engine.levelling.demand import Demands, collect, rooms
from milepost.engine.levelling.moments.placing import MOVE
from milepost.engine.levelling.moments.run import Inputs, Kernel, Placed
from milepost.engine.levelling.outcome import assign, levelled_plans, link_starts, moved_tasks
from milepost.engine.levelling.people import Key, People, base_profile, gather, take_bookings
from milepost.engine.levelling.request import Booking, LevelResult, Priority, Progress, Watch
from milepost.engine.levelling.verify import verify
from milepost.engine.levelling.world import World, build_world
from milepost.engine.model import Plan
from milepost.engine.network import schedule_plan
from milepost.engine.network.check import EARLIEST_DATE, LATEST_DATE, place
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon
from milepost.engine.working_time.arithmetic import AFTER
from milepost.values import DAY

WORTH_COMPILING = 20_000
"""Tasks placed (tasks times schedules) from which loading the compiled kernel is quicker than the plain one."""

ALWAYS_FINISH, ALWAYS_MOVE = (64, 1), (1, 64)
"""What a minute of delay and a minute of movement weigh: ordinarily, and when as little as possible is to change."""


def level(
    plans: Plan | Sequence[Plan],
    *,
    work: int = 300,
    seed: int = 0,
    priorities: Sequence[Priority] = (),
    bookings: Sequence[Booking] = (),
    person: Key | None = None,
    choose_people: bool = False,
    minimal_change: bool = False,
    watch: Watch | None = None,
    compiled: bool | None = None,
) -> LevelResult:
    """Level one plan or several that share people; the best of `work` schedules (at least the first by each priority rule).

    `person` is the key by which resources of several plans are the same person (their id within one plan, else their name).
    `priorities` go with the plans; `bookings` stand. `choose_people` puts people with the skills in a placeholder's place.
    `minimal_change` moves as little as possible from the dates the plans have now, levelling delays included; otherwise these are
    forgotten first. Tasks with fixed dates, begun ones, and those of priority 1000 stay. Work is never split.
    `watch` is asked every some schedules and may stop; the answer is then the best so far. The same arguments and seed give the same
    answer in both forms of the kernel; `compiled` None takes what is quicker. Never raises for a bad plan: see `problems`.
    """
    given = (plans,) if isinstance(plans, Plan) else tuple(plans)
    key = person or ((lambda r: r.id) if len(given) == 1 else (lambda r: r.name))
    before = tuple(schedule_plan(plan) for plan in given)
    problems = [problem for schedule in before for problem in schedule.problems if problem.severity is Severity.ERROR]
    if problems or not any(len(schedule.dates) for schedule in before):
        return LevelResult(given, before, 0, 0, 0, seed, problems=tuple(problems))
    ask = _Ask(given, before, work, seed, tuple(priorities), tuple(bookings), key, minimal_change, watch, compiled)
    if choose_people:
        first = ask.run(choose_people=True)
        if first.placed is not None:
            chosen, assigned = assign(first.world, first.demands, first.people, first.placed)
            again = tuple(schedule_plan(plan) for plan in chosen)
            # Everybody is named now: one look at their own calendars, and a little more search from what was found.
            ask = replace(ask, plans=chosen, before=again, work=max(work // 4, 1), hint=first.placed.start)
            return ask.answer(ask.run(choose_people=False), assigned, first.problems, first.tried)
    return ask.answer(ask.run(choose_people=False), (), (), 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run of the kernel came to; `placed` is None when some task finds no place at all."""

    world: World
    people: People
    demands: Demands
    placed: Placed | None
    aims: list[Priority]
    tried: int
    stopped: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Ask:
    plans: tuple[Plan, ...]
    before: tuple[Schedule, ...]
    work: int
    seed: int
    priorities: tuple[Priority, ...]
    bookings: tuple[Booking, ...]
    key: Key
    minimal_change: bool
    watch: Watch | None
    compiled: bool | None
    hint: list[int] = field(default_factory=list)
    """Starts by node that are known to be good."""

    def run(self, *, choose_people: bool) -> _Run:
        """Level over ever wider ranges of days until every task finds a place, or the widest does not help."""
        for first, last, widest in _ranges(self.before):
            try:
                world = build_world(self.plans, first=first, last=last)
            except BeyondHorizon:
                if widest:
                    raise
                continue
            made = self._in(world, choose_people)
            if made.placed is not None or widest:
                return made
        raise AssertionError("the last range is the widest")

    def _in(self, world: World, choose_people: bool) -> _Run:
        problems: list[Problem] = []
        people = gather(self.plans, [b.calendars for b in world.built], self.key, problems)
        take_bookings(people, self.bookings, problems)
        demands = collect(world, people, self.key, choose_people=choose_people)
        problems += demands.problems
        base = base_profile(people, rooms(demands, people), problems)
        aims = self._aims(world)
        kernel = self._kernel(world, demands, base, aims)
        wishes = self._wishes(world)
        rules = [self.hint] if self.hint else [wishes] if self.minimal_change else _rules(world, aims)
        plain_first = [(keys, justify) for keys in rules for justify in ((False,) if self.minimal_change else (False, True))]
        for keys, justify in plain_first:
            if not kernel.by_rule(keys, justify=justify):
                problems.append(_no_place(world, kernel))
                return _Run(world, people, demands, None, aims, kernel.tried, False, tuple(problems))
            if kernel.tried >= self.work or kernel.cost == 0:
                break
        first = kernel.cost
        finished = kernel.search(self.work, step=max(30_000 // kernel.n, 1), goal=0, watch=self._watcher(first))
        return _Run(world, people, demands, link_starts(world, kernel.placed()), aims, kernel.tried, not finished, tuple(problems))

    def _kernel(self, world: World, demands: Demands, base: Any, aims: list[Priority]) -> Kernel:
        size = world.network.size * max(self.work, 1)
        compiled = self.compiled if self.compiled is not None else size >= WORTH_COMPILING and is_ready()
        options = [plan.options for plan in self.plans]
        from_finish = [int(plan.from_finish and plan.finish is not None) for plan in self.plans]
        inputs = Inputs(
            world.network,
            world.release,
            self._not_before(world, demands),
            world.plan,
            (
                [int(o.honour_constraints) for o in options],
                [int(o.move_unfinished) for o in options],
                [int(o.multiple_critical_paths) for o in options],
                from_finish,
            ),
            demands.columns(),
            demands.how,
            base,
            [p if world.network.task[j] >= 0 else -1 for j, p in enumerate(world.plan)],
            [aim.weight for aim in aims],
            [aim.due if aim.due is not None else 0 for aim in aims],
            self._wishes(world),
            ALWAYS_MOVE if self.minimal_change else ALWAYS_FINISH,
        )
        return Kernel(inputs, compiled_moments() if compiled else PLAIN_MOMENTS, seed=self.seed, justify=not self.minimal_change)

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

    def _watcher(self, first: int) -> Callable[[int, int], bool] | None:
        watch = self.watch
        if watch is None:
            return None
        scale = (ALWAYS_MOVE if self.minimal_change else ALWAYS_FINISH)[0]
        return lambda tried, best: watch(Progress(tried, self.work, first // scale * 60, best // scale * 60))

    def answer(self, made: _Run, assigned: Any, more: tuple[Problem, ...], tried: int) -> LevelResult:
        """The result of a run, checked."""
        problems = list(dict.fromkeys((*more, *made.problems)))
        if made.placed is None:
            return LevelResult(self.plans, self.before, 0, 0, made.tried + tried, self.seed, assigned=assigned, problems=tuple(problems))
        plans = levelled_plans(made.world, made.demands, made.placed)
        schedules = tuple(schedule_plan(plan) for plan in plans)
        faults = verify(plans, schedules, made.world, made.people, made.placed, self.bookings, self.key)
        delay, bound = least_delay(made.world, made.demands, made.people, made.placed, made.aims)
        return LevelResult(
            plans,
            schedules,
            delay,
            bound,
            made.tried + tried,
            self.seed,
            moved_tasks(made.world, made.demands, made.people, made.placed, self.before),
            assigned,
            (*problems, *faults),
            verified=not any(fault.severity is Severity.ERROR for fault in faults),
            stopped=made.stopped,
        )


def _ranges(schedules: Sequence[Schedule]) -> Iterator[tuple[int, int, bool]]:
    """Ever wider ranges of days: all work one after another fits into the first in most plans."""
    low, high = EARLIEST_DATE // DAY, LATEST_DATE // DAY
    dates = [d for schedule in schedules for d in schedule]
    start, finish = min(d.start for d in dates), max(d.finish for d in dates)
    longest = max(d.finish - d.start for d in dates)
    margin = 90 + (finish - start + longest) * 3 // DAY
    while True:
        first, last = max(start // DAY - margin, low), min(finish // DAY + margin, high)
        yield first, last, first == low and last == high
        if first == low and last == high:
            return
        margin *= 4


def _rules(world: World, aims: list[Priority]) -> list[list[int]]:
    """Keys of the first schedules: latest finish, latest start, first come; then heavy projects and high priorities brought forward."""
    tasks = world.network.task
    rank = [0] * len(tasks)
    for j, at in enumerate(tasks):
        if at >= 0:
            # Priority of the task in its plan, 0 to 999, counts as a day for each ten points.
            rank[j] = (world.built[world.plan[j]].plan.tasks[at].priority - 500) * DAY // 10
    late = world.late_finish
    latest_start = [f - (b - a) for f, a, b in zip(late, world.start, world.finish, strict=True)]
    rules = [late, latest_start, world.start, [f - r for f, r in zip(late, rank, strict=True)]]
    if len(aims) > 1:
        span = max(world.finish) - min(world.start)
        heaviest = max(aim.weight for aim in aims) or 1
        for part in (8, 4, 2):
            rules.append([f - span * aims[p].weight // heaviest // part - r for f, p, r in zip(late, world.plan, rank, strict=True)])
    return rules


def _no_place(world: World, kernel: Kernel) -> Problem:
    """Which task found nobody free for ever."""
    finishes = [int(f) for f in kernel.early[1]]
    for j, at in enumerate(world.network.task):
        if at >= 0 and finishes[j] >= AFTER and kernel.how[j] == MOVE:
            built = world.built[world.plan[j]]
            task = built.plan.tasks[at]
            message = "whoever is to work on it is never free for long enough; nothing was levelled."
            remedy = "Look at the availability and the firm bookings of its people, or give it to somebody else."
            return Problem("no-place", place(task), message, remedy, Severity.ERROR, (task.id,))
    return Problem("no-place", "the plan", "a calendar ends before the work is done; nothing was levelled.", "Look at the calendars.")
