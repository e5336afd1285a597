"""Several plans as one network: their nodes, links and calendars end to end, each plan with its own rules."""

from dataclasses import dataclass, fields
from typing import Any

from milepost.engine.model import Plan
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.kernel import ALAP
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Passes, run
from milepost.engine.network.result import plain_numbers
from milepost.engine.network.schedule_plan import runner_for
from milepost.engine.working_time import BeyondHorizon, Calendars
from milepost.engine.working_time.arithmetic import BEFORE


@dataclass(slots=True)
class Built:
    """One plan's network with its passes; its first node stands at `offset` in the joint network."""

    plan: Plan
    calendars: Calendars
    network: Network
    passes: Passes
    offset: int
    calendar_offset: int

    def node_of(self) -> dict[str, int]:
        """Nodes of the joint network by task id."""
        tasks = self.plan.tasks
        return {tasks[at].id: self.offset + j for j, at in enumerate(self.network.task) if at >= 0}


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
    """The joint network over a range of days. Raises Cycle, and BeyondHorizon when the range is too small."""
    built: list[Built] = []
    offset = calendars_before = 0
    for plan in plans:
        calendars = Calendars(plan.calendars, first=first, last=last)
        network = NetworkBuilder(plan, calendars, Outline(plan)).build()
        network.delay = [0] * network.size
        passes = run(runner_for(plan, network), finish=plan.finish if plan.from_finish else None)
        if not passes.in_horizon:
            raise BeyondHorizon
        built.append(Built(plan, calendars, network, passes, offset, calendars_before))
        offset += network.size
        calendars_before += len(network.calendars.first) - 1
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
                column += [value + b.calendar_offset if value >= 0 else value for value in values]
            else:
                column += values
    return Network(calendars=_calendars([b.network.calendars for b in built]), **made)


def _calendars(tables: list[CalendarTable]) -> CalendarTable:
    joint = CalendarTable([], tables[0].day0, tables[0].days, [0], [], [], [], [], [0])
    for table in tables:
        at, inverse_at = len(joint.start), len(joint.inverse)
        joint.day_table += [i + at for i in table.day_table]
        joint.inverse += [i + at for i in table.inverse]
        joint.first += [i + at for i in table.first[1:]]
        joint.inverse_first += [i + inverse_at for i in table.inverse_first[1:]]
        joint.start += table.start
        joint.end += table.end
        joint.cum += table.cum
    return joint
