"""Keys of the first schedules: priority rules, the least value goes first."""

from collections.abc import Sequence

from milepost.engine.levelling.request import Priority
from milepost.engine.levelling.world import World
from milepost.values import DAY


def first_orders(world: World, aims: Sequence[Priority]) -> list[list[int]]:
    """Latest finish, latest start, first come; then heavy projects and high priorities brought forward."""
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
    return rules
