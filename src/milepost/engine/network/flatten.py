"""Nodes and links laid out as the kernel takes them: numbered in topological order, column by column."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from milepost.engine.network.columns import SETTINGS, Links, Nodes
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.problem import Problem
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.engine.working_time.arithmetic import STEP
from milepost.engine.working_time.compile import KEPT
from milepost.values import DAY


def flatten(nodes: Nodes, links: Links, order: Sequence[int], calendars: Calendars, problems: list[Problem]) -> Network:
    """The network of nodes and links, numbered as `order` says: row order[0] comes first."""
    size = len(nodes)
    same = list(order) == list(range(size))

    def ordered(column: list[Any]) -> list[Any]:
        return column if same else [column[row] for row in order]

    source, target = links.source, links.target
    if not same:
        number = [0] * size
        for new, old in enumerate(order):
            number[old] = new
        source, target = [number[row] for row in source], [number[row] for row in target]
    own = ordered(nodes.own)
    by_target = sorted(range(len(target)), key=target.__getitem__)
    link_from = [source[e] for e in by_target]
    by_source = sorted(range(len(link_from)), key=link_from.__getitem__)
    part_first, part_cal, part_span, part_delay = _parts(nodes, order)
    return Network(
        calendars=calendar_table(calendars, nodes.calendars),
        task=ordered(nodes.task),
        gate=[int(summary != "") for summary in ordered(nodes.gate)],
        summary=ordered(nodes.gate),
        part_first=part_first,
        part_cal=part_cal,
        part_span=part_span,
        part_delay=part_delay,
        **{name: ordered(getattr(nodes, name)) for name in SETTINGS},
        float_cal=own,
        link_first=offsets(size, target),
        link_from=link_from,
        link_kind=[links.kind[e] for e in by_target],
        link_lag=[links.lag[e] for e in by_target],
        link_cal=[-1 if links.clock[e] else own[target[e]] for e in by_target],
        link_origin=[links.origin[e] for e in by_target],
        succ_first=offsets(size, source),
        succ_node=[target[by_target[e]] for e in by_source],
        succ_link=by_source,
        problems=problems,
        calendar_index=nodes.numbers,
    )


def _parts(nodes: Nodes, order: Sequence[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    """First part of each node in order, then calendar, span and delay of all parts."""
    if not nodes.several:
        one = (nodes.part_cal, nodes.part_span, nodes.part_delay)
        calendar, span, delay = ([column[row] for row in order] for column in one)
        return list(range(len(order) + 1)), calendar, span, delay
    first = [0]
    calendar, span, delay = [], [], []
    for row in order:
        parts = nodes.several.get(row)
        if parts is None:
            calendar.append(nodes.part_cal[row])
            span.append(nodes.part_span[row])
            delay.append(nodes.part_delay[row])
        else:
            calendar += [nodes.numbers[id(part[0])] for part in parts]
            span += [part[1] for part in parts]
            delay += [part[2] for part in parts]
        first.append(len(span))
    return first, calendar, span, delay


def calendar_table(calendars: Calendars, used: Iterable[WorkingTime]) -> CalendarTable:
    """Working times end to end, each with its tables of days and of steps of work (see `working_time.arithmetic`)."""
    day0, days = calendars.first, calendars.last - calendars.first + 1
    table = CalendarTable([], day0, days, [0], [], [], [], [], [0])
    for working in used:
        offset = table.first[-1]
        starts, ends, cum = working.starts, working.ends, working.cum
        by_day, by_step = _tables(working, day0, days)
        table.day_table += [offset + at for at in by_day]
        table.inverse += [offset + at for at in by_step]
        table.inverse_first.append(len(table.inverse))
        table.start += starts
        table.end += ends
        table.cum += cum[:-1]
        table.first.append(offset + len(starts))
    return table


@lru_cache(KEPT)
def _tables(working: WorkingTime, day0: int, days: int) -> tuple[list[int], list[int]]:
    """Which interval is next at the beginning of each day, and which one is worked in at each step of work."""
    by_day = [bisect_right(working.ends, moment) for moment in range(day0 * DAY, (day0 + days) * DAY, DAY)]
    return by_day, [bisect_right(working.cum, position) - 1 for position in range(0, working.total, STEP)]


def offsets(size: int, nodes: Sequence[int]) -> list[int]:
    """Where the links of each of `size` nodes begin once they are sorted by node, and where the last end; `nodes` has one for each link."""
    count = [0] * size
    for node in nodes:
        count[node] += 1
    return [0, *accumulate(count)]
