"""Nodes and links laid out as the kernel takes them: numbered in topological order, column by column."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.network.node import Node
from milepost.engine.problem import Problem
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.engine.working_time.arithmetic import STEP
from milepost.values import DAY


@dataclass(slots=True)
class Links:
    """Links column by column, so that a hundred thousand of them are a few lists and not as many objects.

    `clock` is 1 where the lag is clock time; other lags are counted in the calendar of the target. `origin` is the position in
    `Plan.links`, or -1.
    """

    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    lag: list[int] = field(default_factory=list)
    clock: list[int] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)

    def add(self, source: int, target: int, kind: int, lag: int, clock: int, origin: int) -> None:
        """One link."""
        self.source.append(source)
        self.target.append(target)
        self.kind.append(kind)
        self.lag.append(lag)
        self.clock.append(clock)
        self.origin.append(origin)


def flatten(nodes: Sequence[Node], links: Links, order: Sequence[int], calendars: Calendars, problems: list[Problem]) -> Network:
    """The network of nodes and links in the given order of the nodes; `links` name nodes by their position in `nodes`."""
    numbered = list(order) == list(range(len(nodes)))
    ordered = nodes if numbered else [nodes[i] for i in order]
    source, target = links.source, links.target
    if not numbered:
        number = [0] * len(nodes)
        for new, old in enumerate(order):
            number[old] = new
        source, target = [number[i] for i in source], [number[i] for i in target]
    used: dict[int, WorkingTime] = {}
    for node in ordered:
        for part in node.parts:
            used[id(part[0])] = part[0]
        used[id(node.own)] = node.own
    index = {identity: i for i, identity in enumerate(used)}
    parts = [part for node in ordered for part in node.parts]
    own = [index[id(n.own)] for n in ordered]
    by_target = sorted(range(len(target)), key=target.__getitem__)
    link_to = [target[e] for e in by_target]
    link_from = [source[e] for e in by_target]
    by_source = sorted(range(len(link_from)), key=link_from.__getitem__)
    clock, lag, kind, origin = links.clock, links.lag, links.kind, links.origin
    return Network(
        calendars=calendar_table(calendars, used.values()),
        task=[n.task for n in ordered],
        gate=[int(n.gate != "") for n in ordered],
        summary=[n.gate for n in ordered],
        part_first=running([len(n.parts) for n in ordered]),
        part_cal=[index[id(part[0])] for part in parts],
        part_span=[part[1] for part in parts],
        part_delay=[part[2] for part in parts],
        mode=[n.mode for n in ordered],
        done=[n.done for n in ordered],
        release=[n.release for n in ordered],
        fixed_start=[n.fixed_start for n in ordered],
        fixed_finish=[n.fixed_finish for n in ordered],
        constraint=[n.constraint for n in ordered],
        constraint_date=[n.constraint_date for n in ordered],
        late_bound=[n.late_bound for n in ordered],
        delay=[n.delay for n in ordered],
        float_cal=own,
        link_first=offsets(len(ordered), link_to),
        link_from=link_from,
        link_kind=[kind[e] for e in by_target],
        link_lag=[lag[e] for e in by_target],
        link_cal=[-1 if clock[e] else own[target[e]] for e in by_target],
        link_origin=[origin[e] for e in by_target],
        succ_first=offsets(len(ordered), link_from),
        succ_node=[link_to[e] for e in by_source],
        succ_link=by_source,
        problems=problems,
        calendar_index=index,
    )


def calendar_table(calendars: Calendars, used: Iterable[WorkingTime]) -> CalendarTable:
    """Working times end to end, each with its tables of days and of steps of work (see `working_time.arithmetic`)."""
    day0, days = calendars.first, calendars.last - calendars.first + 1
    table = CalendarTable([], day0, days, [0], [], [], [], [], [0])
    for working in used:
        offset = table.first[-1]
        starts, ends, cum = working.starts, working.ends, working.cum
        table.day_table += [offset + bisect_right(ends, moment) for moment in range(day0 * DAY, (day0 + days) * DAY, DAY)]
        table.inverse += [offset + bisect_right(cum, position) - 1 for position in range(0, working.total, STEP)]
        table.inverse_first.append(len(table.inverse))
        table.start += starts
        table.end += ends
        table.cum += cum[:-1]
        table.first.append(offset + len(starts))
    return table


def offsets(size: int, nodes: Sequence[int]) -> list[int]:
    """Where the links of each of `size` nodes begin in a list sorted by node, and its end; `nodes` has one entry for each link."""
    count = [0] * size
    for node in nodes:
        count[node] += 1
    return running(count)


def running(counts: Iterable[int]) -> list[int]:
    """Zero, then the sums up to each count."""
    sums = [0]
    total = 0
    for count in counts:
        total += count
        sums.append(total)
    return sums
