"""Several plans as one network: their nodes, links and calendars end to end, each plan with its own rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from milepost.engine.model import Calendar, Plan
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.kernel import ALAP
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Passes, Runner, delayed, run
from milepost.engine.network.result import late_problems, make_schedule, plain_numbers
from milepost.engine.network.schedule_plan import runner_for
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon, Calendars
from milepost.engine.working_time.arithmetic import BEFORE


@dataclass(slots=True)
class Built:
    """One plan's network with its passes; its first node stands at `offset` in the joint network, `calendar_of` are the joint
    numbers of its calendars. `delay` are the levelling delays the plan came with, which its passes leave out."""

    plan: Plan
    calendars: Calendars
    outline: Outline
    network: Network
    passes: Passes
    runner: Runner
    delay: list[int]
    offset: int
    calendar_of: list[int] = field(default_factory=list)
    _nodes: dict[str, int] = field(default_factory=dict)

    def node_of(self) -> dict[str, int]:
        """Nodes of the joint network by task id."""
        if not self._nodes:
            tasks = self.plan.tasks
            self._nodes.update({tasks[at].id: self.offset + j for j, at in enumerate(self.network.task) if at >= 0})
        return self._nodes

    def scheduled(self, plan: Plan, delays: list[int], problems: Iterable[Problem]) -> tuple[Schedule, bool]:
        """What `schedule_plan` makes of the plan with these levelling delays by node, and whether the days suffice.

        The plan has the tasks, links, constraints and people this network was built of.
        """
        row = self.runner.row(0)
        row[:] = delays
        passes = delayed(self.runner, self.passes, row)
        schedule = make_schedule(plan, self.outline, self.network, passes, self.calendars)
        found = (*problems, *self.network.problems, *late_problems(plan, schedule))
        return replace(schedule, problems=found), passes.in_horizon


@dataclass(slots=True)
class World:
    """The joint network. `plan` names the plan of each node; the other rows are as `moments.placing` takes them."""

    built: tuple[Built, ...]
    network: Network
    plan: list[int]
    release: list[int]
    alap_start: list[int]
    late_finish: list[int]
    start: list[int]
    finish: list[int]


def build_world(plans: tuple[Plan, ...], *, first: int, last: int) -> World:
    """The joint network over a range of days. Raises Cycle, and BeyondHorizon when the range is too small.

    Plans with equal calendars share one compilation of them.
    """
    built: list[Built] = []
    known: list[Calendars] = []
    sources: list[tuple[Calendar, ...]] = []
    offset = 0
    for plan in plans:
        if plan.calendars not in sources:
            sources.append(plan.calendars)
            known.append(Calendars(plan.calendars, first=first, last=last))
        calendars, outline = known[sources.index(plan.calendars)], Outline(plan)
        network = NetworkBuilder(plan, calendars, outline).build()
        delay, network.delay = network.delay, [0] * network.size
        runner = runner_for(plan, network)
        passes = run(runner, finish=plan.finish if plan.from_finish else None)
        if not passes.in_horizon:
            raise BeyondHorizon
        built.append(Built(plan, calendars, outline, network, passes, runner, delay, offset))
        offset += network.size
    return World(
        tuple(built),
        _joint(built),
        [p for p, b in enumerate(built) for _ in range(b.network.size)],
        [moment for b in built for moment in _release(b)],
        [moment for b in built for moment in _alap(b)],
        [int(m) for b in built for m in plain_numbers(b.passes.late_finish)],
        [int(m) for b in built for m in plain_numbers(b.passes.placed_start)],
        [int(m) for b in built for m in plain_numbers(b.passes.placed_finish)],
    )


def _release(b: Built) -> list[int]:
    if b.plan.from_finish and b.plan.finish is not None:
        return [int(min(plain_numbers(b.passes.late_start)))] * b.network.size
    return b.network.release


def _alap(b: Built) -> list[int]:
    needed = plain_numbers(b.passes.needed_start)
    return [int(needed[j]) if kind == ALAP else BEFORE for j, kind in enumerate(b.network.constraint)]


_NODES = {"link_from", "succ_node"}
_LINKS = {"succ_link"}
_CALENDARS = {"part_cal", "float_cal", "link_cal"}
_FIRSTS = {"part_first": "part_span", "link_first": "link_from", "succ_first": "succ_node"}


def _joint(built: list[Built]) -> Network:
    calendars = _calendars(built)
    if len(built) == 1:
        return built[0].network
    made: dict[str, Any] = {f.name: [] for f in fields(Network) if f.name not in ("calendars", "problems", "calendar_index")}
    for b in built:
        network = b.network
        links, parts = len(made["link_from"]), len(made["part_span"])
        for name, column in made.items():
            values = getattr(network, name)
            if name in _FIRSTS:
                shift = parts if name == "part_first" else links
                column[-1:] = [value + shift for value in values]
            elif name in _NODES:
                column += [value + b.offset for value in values]
            elif name in _LINKS:
                column += [value + links for value in values]
            elif name in _CALENDARS:
                column += [b.calendar_of[value] if value >= 0 else value for value in values]
            else:
                column += values
    return Network(calendars=calendars, **made)


def _calendars(built: list[Built]) -> CalendarTable:
    """The calendars of all plans end to end, each working time once; fills `calendar_of`."""
    table = built[0].network.calendars
    joint = CalendarTable([], table.day0, table.days, [0], [], [], [], [], [0])
    number: dict[int, int] = {}
    for b in built:
        table = b.network.calendars
        for working, k in sorted(b.network.calendar_index.items(), key=_second):
            known = number.setdefault(working, len(number))
            b.calendar_of.append(known)
            if known < len(joint.first) - 1:
                continue
            one, end, inverse, inverse_end = (*table.first[k : k + 2], *table.inverse_first[k : k + 2])
            at = len(joint.start) - one
            joint.day_table += [i + at for i in table.day_table[k * table.days : (k + 1) * table.days]]
            joint.inverse += [i + at for i in table.inverse[inverse:inverse_end]]
            joint.start += table.start[one:end]
            joint.end += table.end[one:end]
            joint.cum += table.cum[one:end]
            joint.first.append(len(joint.start))
            joint.inverse_first.append(len(joint.inverse))
    return joint


def _second(item: tuple[int, int]) -> int:
    return item[1]
