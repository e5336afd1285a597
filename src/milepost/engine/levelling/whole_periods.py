"""Plans that are classic projects on whole periods: recognised, searched by the quicker kernel, and given back as an order of tasks.

A plan is classic when one calendar counts all its work, its links are finish to start, and everybody always has as much to give: then
working time can be cut into equal periods. Its schedule is made on the real calendar again, from the order of starts alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd

from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.placing import MINUTE, MOVE
from milepost.engine.levelling.moments.run import Kernel
from milepost.engine.levelling.periods.instance import Project, check_project
from milepost.engine.levelling.periods.proof import Prover
from milepost.engine.levelling.shortest import solve
from milepost.engine.levelling.world import World
from milepost.engine.network.kernel import ASAP, FREE, FS, SNET
from milepost.engine.network.network import Network
from milepost.engine.working_time import BeyondHorizon, WorkingTime
from milepost.engine.working_time.arithmetic import AFTER

MOST_PERIODS = 100_000
"""Periods of all work one after another up to which one word for each is little memory."""

MOST_UNITS = 1 << 40
"""Capacities that are told from each other; more than anybody has."""

Base = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""What everybody has left before anything is placed (see `moments.profile`)."""


@dataclass(frozen=True, slots=True)
class WholePeriods:
    """A plan as a project: the activity of each node, the span of a period, and when period 0 begins."""

    project: Project
    activity: tuple[int, ...]
    period: int
    time: WorkingTime
    begin: int

    def finish(self, length: int) -> int:
        """The moment at which so many periods have passed. Raises BeyondHorizon."""
        return self.time.add(self.begin, length * self.period) if length else self.begin


@dataclass(frozen=True, slots=True)
class Searched:
    """How a search on whole periods went: schedules made, whether nobody stopped it, and the moment before which no schedule
    ends (None: not known)."""

    tried: int
    finished: bool
    least_finish: int | None


def search_whole(
    whole: WholePeriods,
    kernel: Kernel,
    *,
    work: int,
    seed: int,
    watch: Callable[[int, int], bool] | None,
    prover: Prover | None = None,
) -> Searched:
    """Search on whole periods until so many schedules are made in all, and have the kernel make the best one on the real calendar.

    `watch` is told schedules and cost as `Kernel.search` tells them. A `prover` is asked at the end.
    """
    before, first = kernel.tried, kernel.cost
    _, (weight, *_), (target, *_), _, (rate, *_) = kernel.aim
    stopped = False

    def report(tried: int, length: int, bound: int) -> bool:
        nonlocal stopped
        cost = max(whole.finish(length) - target, 0) * weight // MINUTE * rate
        stopped = watch is not None and not watch(before + tried, min(int(cost), first))
        return not stopped

    # One schedule is left for carrying over what is found: the count told is then the one that gives it again.
    found = solve(
        whole.project, work=max(work - before - 1, 1), seed=seed, report=report, compiled=kernel.functions.compiled, prover=prover
    )
    # Whatever begins earlier goes first: no task then begins later than it does in the schedule found.
    kernel.by_rule([found.starts[j] for j in whole.activity], justify=False)
    return Searched(kernel.tried + found.tried, not stopped, whole.finish(found.bound))


def whole_periods(world: World, demands: Demands, base: Base) -> WholePeriods | None:
    """The plan on whole periods, or None when it is not classic.

    Classic is: one plan, scheduled from its start; tasks in one piece, not begun, as soon as possible or not before a date; links
    finish to start, lags in working time; nothing that levelling may not move asks for anybody; no bookings, no people to choose.
    """
    network = world.network
    if len(world.built) != 1 or world.built[0].plan.from_finish or not any(demands.of_node):
        return None
    time = _common_time(network)
    if time is None or not _free_nodes(network, demands) or not _plain_links(network):
        return None
    begin = min(world.release, default=0)
    spans = [network.part_span[network.part_first[j]] for j in range(network.size)]
    waits = [time.between(begin, _not_before(world, j)) for j in range(network.size)]
    period = gcd(*spans, *waits, *network.link_lag)
    if period <= 0 or (sum(spans) + sum(network.link_lag) + max(waits)) // period > MOST_PERIODS:
        return None
    shares = _shares(demands, base)
    if shares is None:
        return None
    project, activity = _project(network, spans, waits, period, *shares)
    try:
        time.add(begin, (sum(project.durations) + 1) * period)
    except BeyondHorizon:
        return None
    return None if check_project(project) else WholePeriods(project, tuple(activity), period, time, begin)


def _common_time(network: Network) -> WorkingTime | None:
    """The one working time on which all tasks with a length and all lags are counted."""
    parts = network.part_first
    if any(parts[j + 1] - parts[j] != 1 for j in range(network.size)) or any(network.part_delay):
        return None
    used = {network.part_cal[i] for i, span in enumerate(network.part_span) if span > 0}
    used |= {network.link_cal[e] for e, lag in enumerate(network.link_lag) if lag}
    table = network.calendars
    rows = {
        (tuple(table.start[table.first[k] : table.first[k + 1]]), tuple(table.end[table.first[k] : table.first[k + 1]])) if k >= 0 else None
        for k in used
    }
    only = rows.pop() if len(rows) == 1 else None
    return None if only is None else WorkingTime(list(only[0]), list(only[1]))


def _free_nodes(network: Network, demands: Demands) -> bool:
    """Whether all nodes may go wherever links let them. A deadline is the whole project's when everything else comes before it."""
    last = [j for j in range(network.size) if network.succ_first[j] == network.succ_first[j + 1]]
    return all(
        network.mode[j] == FREE
        and network.constraint[j] in (ASAP, SNET)
        and (network.late_bound[j] >= AFTER or last == [j])
        and (demands.how[j] == MOVE or not demands.of_node[j])
        for j in range(network.size)
    )


def _plain_links(network: Network) -> bool:
    return all(kind == FS for kind in network.link_kind) and all(lag >= 0 for lag in network.link_lag)


def _not_before(world: World, j: int) -> int:
    network = world.network
    return max(world.release[j], network.constraint_date[j]) if network.constraint[j] == SNET else world.release[j]


def _shares(demands: Demands, base: Base) -> tuple[list[dict[int, int]], list[int]] | None:
    """Demands by node and capacities, by person asked for, in whole shares of theirs; None when somebody's time varies."""
    first, size, _, free = base
    asked: dict[int, int] = {}
    for row in demands.of_node:
        for demand in row:
            if len(demand.people) != 1 or demand.count != 1 or demand.span >= 0 or size[demand.people[0]] != 1:
                return None
            r = demand.people[0]
            asked[r] = gcd(asked.get(r, 0), demand.units)
    number = {r: i for i, r in enumerate(sorted(asked))}
    capacities = [free[first[r]] // asked[r] for r in number]
    if max(capacities) >= MOST_UNITS:
        return None
    rows: list[dict[int, int]] = []
    for row in demands.of_node:
        wanted: dict[int, int] = {}
        for demand in row:
            r = demand.people[0]
            wanted[number[r]] = wanted.get(number[r], 0) + demand.units // asked[r]
        rows.append(wanted)
    return rows, capacities


def _project(
    network: Network, spans: Sequence[int], waits: Sequence[int], period: int, wanted: Sequence[dict[int, int]], capacities: Sequence[int]
) -> tuple[Project, list[int]]:
    """The project, and the activity of each node. Waiting for a date and lags are activities that ask for nobody."""
    nothing = (0,) * len(capacities)
    durations: list[int] = []
    before: list[tuple[int, ...]] = []
    demands: list[tuple[int, ...]] = []

    def add(duration: int, after: tuple[int, ...], demand: tuple[int, ...]) -> int:
        durations.append(duration)
        before.append(after)
        demands.append(demand)
        return len(durations) - 1

    wait = {span: add(span // period, (), nothing) for span in sorted(set(waits)) if span > 0}
    activity: list[int] = []
    for j in range(network.size):
        after = {wait[waits[j]]} if waits[j] > 0 else set()
        for e in range(network.link_first[j], network.link_first[j + 1]):
            source, lag = activity[network.link_from[e]], network.link_lag[e]
            after.add(add(lag // period, (source,), nothing) if lag else source)
        activity.append(add(spans[j] // period, tuple(sorted(after)), tuple(wanted[j].get(r, 0) for r in range(len(capacities)))))
    return Project(tuple(durations), tuple(demands), tuple(before), tuple(capacities)), activity
