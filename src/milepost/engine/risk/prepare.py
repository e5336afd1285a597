"""A plan and its risks as the flat lists that the kernel takes: what each node is, how it varies, what it shares with others."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import TypeVar

from milepost.engine.model import Plan
from milepost.engine.network import kernel as network_kernel
from milepost.engine.network.network import Network
from milepost.engine.risk.clock import ClockTables, clock_tables
from milepost.engine.risk.correlation import factor_shares
from milepost.engine.risk.groups import GIVEN, INSTANT, ODD, REGULAR
from milepost.engine.risk.model import Estimate, Risks, ThreePoint
from milepost.engine.risk.near import near_links, wanted_dates
from milepost.engine.risk.rows import NEVER
from milepost.engine.risk.shapes import DEAREST, WIDEST, Shapes
from milepost.values import DAY, MINUTE

_FULL = 16384
T = TypeVar("T")


@dataclass(slots=True)
class Layout:
    """Arguments of `kernel.simulate_blocks` that do not change from sample to sample; see there for their meaning."""

    clock: ClockTables
    origin: int
    way: list[int]
    release: list[int]
    fixed_start: list[int]
    fixed_finish: list[int]
    table: list[int]
    span: list[int]
    counted: list[int]
    wanted: list[int]
    late_bound: list[int]
    release_work: list[int]
    late_work: list[int]
    near: list[int]
    shape: list[int]
    low: list[int]
    width: list[int]
    own: list[int]
    shared: tuple[list[int], list[int], list[int]]
    harm: tuple[list[int], list[int], list[int], list[int], list[int]]
    events: tuple[list[int], list[int], list[int], list[int]]
    keys: tuple[list[int], list[int]]
    factors: int
    shapes: Shapes = field(default_factory=Shapes)

    @property
    def varies(self) -> list[int]:
        """1 for each node whose span is not the same in every sample."""
        first = self.harm[0]
        return [int(shape >= 0 or first[j + 1] > first[j]) for j, shape in enumerate(self.shape)]


def lay_out(plan: Plan, risks: Risks, network: Network, *, seed: int, smallest: int) -> Layout:
    """The layout of a network. `smallest` is how many smallest units of currency make one."""
    n = network.size
    ids = [plan.tasks[position].id if position >= 0 else "" for position in network.task]
    node_of = {task: j for j, task in enumerate(ids) if task}
    span = [max(network.part_span[p] for p in range(network.part_first[j], network.part_first[j + 1])) for j in range(n)]
    shapes = Shapes()
    harm = _harm(risks, node_of, shapes, n)
    spread = _spread(plan, risks, network, span, shapes)
    way, clock = _ways(network, span, harm[0], spread[0])
    table = [clock.number.get(network.part_cal[p], 0) for p in network.part_first[:-1]]
    near = near_links(network, way)
    origin = network.calendars.day0 * DAY
    shared, own, factors = _shared(risks, node_of, n)
    release = [_release(network, j) - origin for j in range(n)]
    late_bound = [min(max(bound - origin, 0), NEVER) for bound in network.late_bound]
    names = [f"task {task}" if task else "" for task in ids] + [f"factor {f}" for f in range(factors)]
    names += [f"{what} {event.id}" for what in ("event", "severity") for event in risks.events]
    return Layout(
        clock,
        origin,
        way,
        release,
        [max(s - origin, 0) for s in network.fixed_start],
        [max(f - origin, 0) for f in network.fixed_finish],
        table,
        span,
        [int(position >= 0) for position in network.task],
        wanted_dates(network, way, near),
        late_bound,
        _works(clock, table, release),
        _works(clock, table, late_bound),
        near,
        *spread,
        own,
        shared,
        harm,
        _events(risks, shapes, smallest),
        draw_keys(names, seed),
        factors,
        shapes,
    )


def _release(network: Network, j: int) -> int:
    if network.constraint[j] == network_kernel.SNET:
        return max(network.release[j], network.constraint_date[j])
    return network.release[j]


def _ways(network: Network, span: list[int], harmed: list[int], shape: list[int]) -> tuple[list[int], ClockTables]:
    """How each node is worked out, and the tables."""
    free = network_kernel.FREE
    uses: dict[int, int] = {}
    for k in (*network.part_cal, *(k for k in network.link_cal if k >= 0)):
        uses[k] = uses.get(k, 0) + 1
    clock = clock_tables(network.calendars, sorted(uses, key=lambda k: (-uses[k], k)))
    way = []
    for j in range(network.size):
        p = network.part_first[j]
        k = network.part_cal[p]
        lags = [network.link_cal[e] for e in range(network.link_first[j], network.link_first[j + 1]) if network.link_lag[e]]
        after = range(network.succ_first[j], network.succ_first[j + 1])
        lags += [network.link_cal[network.succ_link[i]] for i in after if network.link_lag[network.succ_link[i]]]
        plain = (
            network.mode[j] == free
            and network.part_first[j + 1] == p + 1
            and network.part_delay[p] == 0
            and network.delay[j] == 0
            and network.constraint[j] in (network_kernel.ASAP, network_kernel.ALAP, network_kernel.SNET)
            and (network.float_cal[j] == k or network.task[j] < 0)
            and k in clock.number
            and all(lag < 0 or lag in clock.number for lag in lags)
            and all(network.mode[network.succ_node[i]] != network_kernel.EARLIEST for i in after)
        )
        if network.mode[j] == network_kernel.FIXED:
            way.append(GIVEN)
        elif not plain:
            way.append(ODD)
        else:
            sure = shape[j] < 0 and harmed[j] == harmed[j + 1]
            way.append(INSTANT if sure and span[j] == 0 else REGULAR if sure or span[j] > 0 else ODD)
    return way, clock


def _works(clock: ClockTables, table: list[int], moments: list[int]) -> list[int]:
    """The work before each node's moment by its table; 0 where there are no tables."""
    if not clock.before:
        return [0] * len(moments)
    return [clock.work(c, moment) for c, moment in zip(table, moments, strict=True)]


def _spread(plan: Plan, risks: Risks, network: Network, span: list[int], shapes: Shapes) -> tuple[list[int], list[int], list[int]]:
    """Shape, low and width of each node's span in minutes; shape -1 where it is sure."""
    given = {estimate.task: estimate for estimate in risks.estimates}
    shape, low, width = [-1] * network.size, [0] * network.size, [0] * network.size
    known: dict[tuple[ThreePoint, int, int], tuple[int, int, int]] = {}
    for j, position in enumerate(network.task):
        if position < 0 or network.mode[j] == network_kernel.FIXED or network.done[j]:
            continue
        task = plan.tasks[position]
        estimate = given.get(task.id)
        if estimate is None:
            if risks.default is None or not span[j]:
                continue
            estimate = Estimate(task.id, risks.default, relative=True)
        spread = estimate.spread
        if spread.low == spread.high and (
            (estimate.relative and spread.low == 1) or (not estimate.relative and spread.low == task.duration)
        ):
            continue
        whole = network.mode[j] == network_kernel.STARTED and network.fixed_finish[j] == network.fixed_start[j]
        behind = task.actual_duration or span[j] * task.percent_complete // 100
        kept = min(span[j], behind) if whole and task.remaining_since is None else 0  # else the span is what is left
        key = (spread, span[j] - kept if estimate.relative else task.duration, int(estimate.relative))
        if key not in known:
            unit = MINUTE / key[1] if estimate.relative and key[1] else MINUTE
            known[key] = shapes.fit(spread, unit)
        shape[j], low[j], width[j] = known[key]
        if not estimate.relative and task.duration and span[j] - kept != task.duration:
            low[j] = low[j] * (span[j] - kept) // task.duration
            width[j] = width[j] * (span[j] - kept) // task.duration
        low[j] = min(low[j] + kept // MINUTE, int(WIDEST))
        width[j] = min(width[j], int(WIDEST))
    return shape, low, width


def _harm(risks: Risks, node_of: Mapping[str, int], shapes: Shapes, n: int) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
    by_node: list[list[tuple[int, int, int, int]]] = [[] for _ in range(n)]
    for number, event in enumerate(risks.events):
        for impact in event.impacts:
            j = node_of.get(impact.task)
            if j is not None:
                by_node[j].append((number, *shapes.fit(impact.delay, MINUTE)))
    first, rest = _grouped(by_node)
    columns: list[list[int]] = [[row[i] for row in rest] for i in range(4)]
    return first, columns[0], columns[1], columns[2], columns[3]


def _shared(risks: Risks, node_of: Mapping[str, int], n: int) -> tuple[tuple[list[int], list[int], list[int]], list[int], int]:
    shares, factors = factor_shares(risks)
    by_node: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    own = [_FULL] * n
    for task, parts in shares.items():
        j = node_of.get(task)
        if j is not None:
            by_node[j] = [(factor, round(share * _FULL)) for factor, share in parts]
            own[j] = round(sqrt(max(1 - sum(share * share for _, share in parts), 0.0)) * _FULL)
    first, rest = _grouped(by_node)
    return (first, [factor for factor, _ in rest], [share for _, share in rest]), own, factors


def _grouped(by_node: list[list[T]]) -> tuple[list[int], list[T]]:
    first, rest = [0], []
    for row in by_node:
        rest += row
        first.append(len(rest))
    return first, rest


def _events(risks: Risks, shapes: Shapes, smallest: int) -> tuple[list[int], list[int], list[int], list[int]]:
    """Chance of 2 ** 31, and the cost's shape (-1: none), low and width in smallest units."""
    rows = []
    for event in risks.events:
        cost = shapes.fit(event.cost, 1 / smallest, widest=DEAREST) if event.cost is not None else (-1, 0, 0)
        rows.append((round(event.probability * 2**31), *cost))
    chance, shape, low, width = ([row[i] for row in rows] for i in range(4))
    return chance, shape, low, width


def draw_keys(names: Iterable[str], seed: int) -> tuple[list[int], list[int]]:
    """Two keys for each name: another task in the plan leaves the random numbers of all others as they were."""
    keys, other = [], []
    for name in names:
        digest = hashlib.blake2b(f"{seed} {name}".encode(), digest_size=8).digest() if name else bytes(8)
        keys.append(int.from_bytes(digest[:4], "big"))
        other.append(int.from_bytes(digest[4:], "big"))
    return keys, other
