"""A delay that no schedule goes below because too many projects want the same people at once.

All people (or all who may do the same work) are taken as one machine that works on one task at a time, with the strength of them
together, and may interrupt. Time is counted in seconds in which at least one of the calendars works. Whatever weights v_j of a project's
tasks sum to 1, the project is at least sum v_j (C_j + tail_j - due) late, where C_j is when task j is done and tail_j what must follow.
C_j is no earlier than the mean moment of work on it plus half its length, and the sum of v_j times these means is least when the machine
always works on the task with the greatest v_j for its size: Goemans, Queyranne, Schulz, Skutella and Wang, Single Machine Scheduling
with Release Dates, SIAM Journal on Discrete Mathematics 15 (2002). Projects that would count below zero are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise

from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.placing import MOVE
from milepost.engine.levelling.people import People
from milepost.engine.levelling.request import Priority
from milepost.engine.levelling.world import World
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.network.kernel import ALAP, ASAP, FNET, FREE, FS, SNET
from milepost.engine.working_time import WorkingTime

ROUNDS = 6
"""How often projects that are not late are left out, and the others weighed anew."""

PARTS = (1, 4)
"""The weights lie on all tasks of a project, or on the quarter with the least float."""


@dataclass(slots=True)
class Job:
    """Work of one project for the machine: `size` in units times seconds; times on the machine's axis."""

    project: int
    size: int
    release: int
    span: int
    tail: int


def crowded_delay(world: World, demands: Demands, people: People, aims: Sequence[Priority], alone: Sequence[int]) -> int:
    """Weighted seconds; 0 where nothing is crowded. `alone` is how late each project is by itself at least."""
    if len(world.built) == 1:
        return 0
    axis = _axis(world, demands)
    if axis is None:
        return 0
    tails = _tails(world, axis)
    due = [axis.time.before(aim.due or 0) for aim in aims]
    tried: list[tuple[int, int, int, list[Job]]] = []
    for pool in _pools(demands):
        strength = sum(people.most(r) + UNITS_ROUNDING for r in pool)
        jobs = _jobs(world, demands, pool, axis, tails)
        for part in PARTS if jobs else ():
            tried.append((_weighed(jobs, strength, aims, due, alone, axis, part, 1), part, strength, jobs))
    if not tried:
        return 0
    # Only the most crowded of them is looked at more closely.
    first, part, strength, jobs = max(tried, key=_bound)
    return max(first, _weighed(jobs, strength, aims, due, alone, axis, part, ROUNDS))


def _bound(row: tuple[int, int, int, list[Job]]) -> int:
    return row[0]


@dataclass(slots=True)
class Axis:
    """The union of the calendars in which people work. Between two moments with `work` seconds of it lie at least
    rate x work - loss seconds of the clock (rate in millionths)."""

    time: WorkingTime
    calendars: frozenset[int]
    rate: int
    loss: int


MILLION = 1_000_000


def _axis(world: World, demands: Demands) -> Axis | None:
    network, table = world.network, world.network.calendars
    used: set[int] = set()
    for j, row in enumerate(demands.of_node):
        if row and demands.how[j] == MOVE:
            used.update(network.part_cal[network.part_first[j] : network.part_first[j + 1]])
            used.update(d.calendar for d in row if d.span >= 0)
    rows = sorted({(table.start[i], table.end[i]) for k in used for i in range(table.first[k], table.first[k + 1])})
    starts: list[int] = []
    ends: list[int] = []
    for start, end in rows:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    if not starts:
        return None
    time = WorkingTime(starts, ends)
    rate = (ends[-1] - starts[0]) * MILLION // time.total
    return Axis(time, frozenset(used), rate, _loss(starts, ends, rate))


def _loss(starts: Sequence[int], ends: Sequence[int], rate: int) -> int:
    """The most by which rate x work exceeds the clock between any two moments: the greatest sum of neighbouring stretches."""
    most = run = 0
    for (start, end), (following, _) in pairwise([*zip(starts, ends, strict=True), (ends[-1], ends[-1])]):
        run = max(run, 0) + (end - start) * (rate - MILLION)
        most = max(most, run)
        run -= (following - end) * MILLION
    return -(-most // MILLION)


def _length(world: World, j: int, axis: Axis) -> int:
    """Seconds of the axis that node j takes at least; what is done by other calendars counts as nothing."""
    network = world.network
    parts = range(network.part_first[j], network.part_first[j + 1])
    return max((network.part_span[p] + network.part_delay[p] for p in parts if network.part_cal[p] in axis.calendars), default=0)


def _tails(world: World, axis: Axis) -> list[int]:
    """Seconds of the axis between the end of each node and the end of its project at least, along links from finish to start."""
    network = world.network
    found = [0] * network.size
    honoured = [built.plan.options.honour_constraints for built in world.built]
    for n in range(network.size - 1, -1, -1):
        bound = network.constraint[n] not in (ASAP, ALAP, SNET, FNET) and honoured[world.plan[n]]
        if network.mode[n] != FREE or bound:
            continue  # it does not wait for its links
        # A gate is no part of its project's end; what follows it is.
        after = found[n] + (_length(world, n, axis) if network.task[n] >= 0 else 0)
        for e in range(network.link_first[n], network.link_first[n + 1]):
            if network.link_kind[e] == FS and network.link_lag[e] >= 0:
                lag = network.link_lag[e] if network.link_cal[e] in axis.calendars and network.task[n] >= 0 else 0
                j = network.link_from[e]
                found[j] = max(found[j], after + lag)
    return found


def _pools(demands: Demands) -> list[frozenset[int]]:
    """Everybody who is asked for, and everybody who may do the same work, the larger pools first; a few dozen at most."""
    rows = {d.people for j, row in enumerate(demands.of_node) if demands.how[j] == MOVE for d in row}
    everybody = frozenset(r for row in rows for r in row)
    several = sorted((row for row in rows if len(row) > 1), key=_by_size) if len(rows) <= 200 else []
    single = sorted((row for row in rows if len(row) == 1), key=_by_size) if len(rows) <= 60 else []
    return list(dict.fromkeys([everybody, *map(frozenset, several[:12]), *map(frozenset, single[:12])]))


def _by_size(row: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(row), row


def _jobs(world: World, demands: Demands, pool: frozenset[int], axis: Axis, tails: Sequence[int]) -> list[Job]:
    found = []
    for j, row in enumerate(demands.of_node):
        if demands.how[j] != MOVE:
            continue
        length = _length(world, j, axis)
        size = sum(d.units * d.count * (length if d.span < 0 else d.span) for d in row if pool.issuperset(d.people))
        if size > 0 and length > 0:
            shortest = min((d.span for d in row if d.span >= 0), default=length)
            found.append(Job(world.plan[j], size, axis.time.before(world.start[j]), min(shortest, length), tails[j]))
    return found


def _weighed(
    jobs: Sequence[Job], strength: int, aims: Sequence[Priority], due: Sequence[int], alone: Sequence[int], axis: Axis, part: int,
    rounds: int,
) -> int:  # fmt: skip
    """The best bound over rounds in which projects that do not gain are left out: those count as late as they are alone."""
    by_project: dict[int, list[Job]] = {}
    for job in jobs:
        if aims[job.project].weight > 0:
            by_project.setdefault(job.project, []).append(job)
    inside = {p: sorted(rows, key=_urgency)[: max(len(rows) // part, 1)] for p, rows in by_project.items()}
    best = 0
    for _ in range(rounds):
        late = _lateness(inside, strength, aims, due)
        outside = sum(aims[p].weight * seconds for p, seconds in enumerate(alone) if p not in inside)
        # Clock seconds from seconds of the axis, in one way for all projects: weights that differ would order the machine otherwise.
        ways = (late, {p: seconds * axis.rate // MILLION - axis.loss for p, seconds in late.items()})
        sums = [sum(aims[p].weight * seconds for p, seconds in way.items()) for way in ways]
        way = ways[sums.index(max(sums))]
        best = max(best, outside + max(sums))
        kept = {p: rows for p, rows in inside.items() if way[p] > alone[p]}
        if len(kept) in (0, len(inside)):
            break
        inside = kept
    return best


def _urgency(job: Job) -> int:
    """The less, the later its project ends because of it, were everybody free."""
    return -(job.release + job.span + job.tail)


def _lateness(inside: dict[int, list[Job]], strength: int, aims: Sequence[Priority], due: Sequence[int]) -> dict[int, int]:
    """Seconds of the axis by which each project is late at least: true of their weighted sum, not of each by itself."""
    total = {p: sum(job.size for job in rows) for p, rows in inside.items()}
    rank = {p: place for place, p in enumerate(sorted(inside, key=lambda p: (Fraction(-aims[p].weight, total[p]), p)))}
    means = _means(inside, rank, strength)
    found = {}
    for p, rows in inside.items():
        rest = strength * sum(job.size * (job.span + 2 * job.tail) for job in rows)
        found[p] = (means[p] + rest) // (2 * strength * total[p]) - due[p]
    return found


def _means(inside: dict[int, list[Job]], rank: dict[int, int], strength: int) -> dict[int, int]:
    """Twice the sum of size times mean moment of work, by project, on a clock that runs `strength` times as fast, when the machine
    always works on what is open of the project with the least rank."""
    waiting = sorted((job.release * strength, rank[p], job.size, p) for p, rows in inside.items() for job in rows)
    found = dict.fromkeys(inside, 0)
    ready: list[list[int]] = []
    now = at = 0
    while at < len(waiting) or ready:
        if not ready:
            now = max(now, waiting[at][0])
        while at < len(waiting) and waiting[at][0] <= now:
            _, place, size, p = waiting[at]
            heappush(ready, [place, at, size, p])
            at += 1
        first = ready[0]
        until = now + first[2]
        if at < len(waiting) and waiting[at][0] < until:
            until = waiting[at][0]
        found[first[3]] += (until - now) * (now + until)
        first[2] -= until - now
        now = until
        if first[2] == 0:
            heappop(ready)
    return found
