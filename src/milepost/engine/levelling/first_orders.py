"""Keys of the first schedules: priority rules, the least value goes first; where tasks are few, every order there is."""

from collections.abc import Iterator, Sequence

from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.placing import MOVE
from milepost.engine.levelling.request import Priority
from milepost.engine.levelling.world import World
from milepost.values import DAY

FEW = 8
"""Tasks of which every order may be tried."""


def first_orders(world: World, aims: Sequence[Priority]) -> list[list[int]]:
    """Latest finish, latest start, first come; then heavy projects and high priorities brought forward, and one project after another."""
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
        place = _weighted_shortest(world, aims)
        rules.append([f + span * place[p] for f, p in zip(late, world.plan, strict=True)])
    return rules


def _weighted_shortest(world: World, aims: Sequence[Priority]) -> list[int]:
    """The turn of each project when those with the least work for their weight go first: Smith, Various Optimizers for Single-Stage
    Production, Naval Research Logistics Quarterly 3 (1956)."""
    length = [0] * len(aims)
    for j, p in enumerate(world.plan):
        length[p] += world.finish[j] - world.start[j]
    order = sorted(range(len(aims)), key=lambda p: (-aims[p].weight / max(length[p], 1), p))
    return [order.index(p) for p in range(len(aims))]


def all_orders(world: World, demands: Demands, *, most: int) -> Iterator[list[int]]:
    """Every order of the tasks that may move and follows the links, as keys; none where there are more than `most` of them."""
    moving = [j for j, row in enumerate(demands.of_node) if row and demands.how[j] == MOVE]
    if len(moving) > FEW:
        return
    before = {j: _waits_for(world, j) & set(moving) for j in moving}
    found: list[list[int]] = []
    waiting: list[list[int]] = [[]]
    while waiting and len(found) <= most:
        done = waiting.pop()
        if len(done) == len(moving):
            found.append(done)
        waiting += [[*done, j] for j in reversed(moving) if j not in done and before[j] <= set(done)]
    if len(found) > most:
        return
    for order in found:
        keys = [min(world.start)] * len(world.plan)
        for turn, j in enumerate(order, 1):
            keys[j] += turn
        yield keys


def _waits_for(world: World, node: int) -> set[int]:
    network = world.network
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        j = waiting.pop()
        for p in network.link_from[network.link_first[j] : network.link_first[j + 1]]:
            if p not in seen:
                seen.add(p)
                waiting.append(p)
    return seen
