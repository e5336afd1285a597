"""How late the projects are, and the delay that no schedule can go below."""

from collections.abc import Sequence

from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.people import People
from milepost.engine.levelling.request import Priority
from milepost.engine.levelling.world import World
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.working_time import BeyondHorizon


def least_delay(world: World, demands: Demands, people: People, placed: Placed, aims: Sequence[Priority]) -> tuple[int, int]:
    """(delay of the schedule, its lower bound) in weighted seconds, as `LevelResult` counts them.

    The bound takes each project alone: it finishes no earlier than its links allow, and no earlier than each of its people can have
    done all their work for it, beginning when the first of it may begin.
    """
    return _delay(world, placed.finish, aims, world.finish), _delay(world, _ends_at_least(world, demands, people), aims, world.finish)


def _delay(world: World, finish: Sequence[int], aims: Sequence[Priority], free: Sequence[int]) -> int:
    total = 0
    late_bound = world.network.late_bound
    for number, built in enumerate(world.built):
        nodes = [j for j in range(built.offset, built.offset + built.network.size) if world.network.task[j] >= 0]
        due = aims[number].due
        end = max((finish[j] for j in nodes), default=due)
        if due is not None and end is not None:
            total += aims[number].weight * max(end - due, 0)
        total += aims[number].weight * sum(max(finish[j] - late_bound[j], 0) for j in nodes)
    return total


def _ends_at_least(world: World, demands: Demands, people: People) -> list[int]:
    """Finishes without limits, with the last of each project moved to where its busiest person can be done."""
    least = list(world.finish)
    for built in world.built:
        nodes = [j for j in range(built.offset, built.offset + built.network.size) if world.network.task[j] >= 0]
        if not nodes:
            continue
        last = max(nodes, key=lambda j: world.finish[j])
        work: dict[int, int] = {}
        begin: dict[int, int] = {}
        for j in nodes:
            for demand in demands.of_node[j]:
                time = people.capacities[demand.people[0]].time
                part = built.network.part_first[j - built.offset]
                if (
                    len(demand.people) != 1
                    or built.network.part_cal[part] != built.network.calendar_index.get(id(time))
                    or demand.span >= 0
                ):
                    continue
                r = demand.people[0]
                work[r] = work.get(r, 0) + demand.units * built.network.part_span[part]
                begin[r] = min(begin.get(r, world.start[j]), world.start[j])
        for r, asked in work.items():
            units = people.most(r) + UNITS_ROUNDING
            try:
                end = people.capacities[r].time.add(begin[r], asked // units)
            except BeyondHorizon:
                continue
            if end > least[last]:
                # Not the last task's own finish, but one of the project: only the project's end is read from it.
                least[last] = end
    return least
