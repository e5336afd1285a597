"""How often people come back to a project they had left: the plain count beside the kernel's, and what counts as a project."""

from milepost.engine.levelling.demand import Demands
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.moments.steady import FORTNIGHT
from milepost.engine.levelling.world import World
from milepost.engine.model import Plan


def groups_of(world: World) -> list[int]:
    """The project of each node: its plan; where one plan is alone, its branch on the highest level that has several. -1 for gates."""
    tasks = world.network.task
    if len(world.built) > 1:
        return [p if tasks[j] >= 0 else -1 for j, p in enumerate(world.plan)]
    plan = world.built[0].plan
    branch = _branches(plan)
    return [branch[plan.tasks[at].id] if at >= 0 else -1 for at in tasks]


def _branches(plan: Plan) -> dict[str, int]:
    """The number of each task's branch; 0 for tasks that lie beside the branches."""
    children: dict[str | None, list[str]] = {}
    for task in plan.tasks:
        if task.level > 0:
            children.setdefault(task.parent, []).append(task.id)
    top = children.get(None, [])
    while len(top) == 1 and top[0] in children:
        top = children[top[0]]
    found: dict[str, int] = {task.id: 0 for task in plan.tasks}
    for number, branch in enumerate((row for row in top if row in children), 1):
        waiting = [branch]
        while waiting:
            row = waiting.pop()
            found[row] = number
            waiting += children.get(row, ())
    return found


def count_returns(world: World, demands: Demands, placed: Placed) -> int:
    """How often, over all people, somebody comes back to a project after another one, or after a fortnight without it."""
    groups = groups_of(world)
    rows: list[tuple[int, int, int]] = []
    for j, slots in demands.choices():
        rows += [(r, placed.start[j], j) for r in placed.chosen[slots] if r >= 0 and groups[j] >= 0]
    found = 0
    now, person = -1, -1
    ended: dict[int, int] = {}
    for r, start, j in sorted(rows):
        if r != person:
            person, now, ended = r, -1, {}
        g = groups[j]
        found += g in ended and (now != g or start - ended[g] > FORTNIGHT)
        ended[g] = max(ended.get(g, placed.finish[j]), placed.finish[j])
        now = g
    return found
