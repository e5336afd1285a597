"""How late the projects are, and the delay that no schedule can go below."""

from collections.abc import Sequence

from milepost.engine.levelling.crowding import crowded_delay
from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.people import People
from milepost.engine.levelling.request import Priority
from milepost.engine.levelling.running import Run
from milepost.engine.levelling.world import World
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.working_time import BeyondHorizon


def least_delay(made: Run, placed: Placed, free: Run) -> tuple[int, int]:
    """(delay of the schedule, its lower bound) in weighted seconds, as `LevelResult` counts them. `free` is the run that could choose.

    The bound takes each project alone: it finishes no earlier than its links allow, and no earlier than each of its people can have
    done all their work for it, beginning when the first of it may begin. Beside that, all projects together, which want the same
    people at once (see `crowding`). Without a bound where those who may be chosen work by other calendars, or somebody is never free.
    """
    delay = _total(made.aims, _late(made.world, placed.finish, made.aims), _deadlines(made.world, placed.finish, made.aims))
    if free.demands.mixed or made.missing or free.missing:
        return delay, 0
    world, aims = free.world, free.aims
    least = _ends_at_least(world, free.demands, free.people)
    if made.least_finish is not None:
        last = max(range(len(least)), key=least.__getitem__)
        least[last] = max(least[last], made.least_finish)
    alone = _late(world, least, aims)
    deadlines = _deadlines(world, world.finish, aims)
    together = crowded_delay(world, free.demands, free.people, aims, alone)
    return delay, min(max(_total(aims, alone, deadlines), together + deadlines), delay)


def _total(aims: Sequence[Priority], late: Sequence[int], deadlines: int) -> int:
    return sum(aim.weight * seconds for aim, seconds in zip(aims, late, strict=True)) + deadlines


def _late(world: World, finish: Sequence[int], aims: Sequence[Priority]) -> list[int]:
    """Seconds by which each project finishes after its due date."""
    found = []
    for aim, built in zip(aims, world.built, strict=True):
        nodes = (j for j in range(built.offset, built.offset + built.network.size) if world.network.task[j] >= 0)
        end = max((finish[j] for j in nodes), default=None)
        found.append(0 if end is None or aim.due is None else max(end - aim.due, 0))
    return found


def _deadlines(world: World, finish: Sequence[int], aims: Sequence[Priority]) -> int:
    """Weighted seconds by which tasks finish after their deadlines."""
    bounds, tasks = world.network.late_bound, world.network.task
    return sum(
        aims[world.plan[j]].weight * (finish[j] - bound) for j, bound in enumerate(bounds) if bound < finish[j] and tasks[j] >= 0
    )  # fmt: skip


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
