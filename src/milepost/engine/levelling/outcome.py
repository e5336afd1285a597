"""From placed nodes back to plans: levelling delays, the people chosen, and why each task moved."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.engine.levelling.demand import Demand, Demands
from milepost.engine.levelling.moments.placing import MOVE
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.people import People
from milepost.engine.levelling.request import Assigned, Blocker, Moved
from milepost.engine.levelling.world import World
from milepost.engine.model import Assignment, Plan
from milepost.engine.network.kernel import forward_node
from milepost.engine.network.passes import Runner
from milepost.engine.schedule import Schedule

MOST_BLOCKERS = 3


def link_starts(world: World, placed: Placed) -> Placed:
    """The schedule with `base_start` as the plan's links and constraints give it, from which a levelling delay counts."""
    runner = Runner(world.network, honour=True, retained=False)
    early = (list(placed.start), list(placed.finish), [0] * len(placed.start))
    rules = [
        (
            int(o.honour_constraints),
            int(o.move_unfinished),
            int(o.multiple_critical_paths),
            int(b.plan.from_finish and b.plan.finish is not None),
        )
        for b in world.built
        for o in (b.plan.options,)
    ]
    base = [
        forward_node(
            runner.calendars, runner.parts, runner.nodes, runner.links, rules[p], world.release, runner.zeros, world.alap_start, early, j
        )[0]
        for j, p in enumerate(world.plan)
    ]  # fmt: skip
    return replace(placed, base_start=base)


def levelled_plans(world: World, demands: Demands, placed: Placed) -> tuple[Plan, ...]:
    """The plans with the delay of every task that levelling placed; what it did not place has none."""
    made = []
    for built in world.built:
        delays = {}
        for task, node in built.node_of().items():
            delays[task] = placed.start[node] - placed.base_start[node] if demands.how[node] == MOVE else 0
        tasks = tuple(
            replace(t, leveling_delay=delays[t.id]) if delays.get(t.id, t.leveling_delay) != t.leveling_delay else t
            for t in built.plan.tasks
        )
        made.append(built.plan.with_(tasks=tasks))
    return tuple(made)


def assign(world: World, demands: Demands, people: People, placed: Placed) -> tuple[tuple[Plan, ...], tuple[Assigned, ...]]:
    """The plans with people in the place of placeholders, an assignment for each of them; the work is shared evenly."""
    picked: dict[tuple[int, str], list[str]] = {}
    found: list[Assigned] = []
    at = 0
    for node, row in enumerate(demands.of_node):
        for demand in row:
            chosen = placed.chosen[at : at + demand.count]
            at += demand.count
            if demand.anybody and min(chosen) >= 0:
                picked[demand.plan, demand.assignment.id] = [people.keys[r] for r in chosen]
                task = world.built[demand.plan].plan.tasks[world.network.task[node]].id
                found += [Assigned(demand.plan, task, demand.assignment.id, people.keys[r]) for r in chosen]
    plans = []
    for number, built in enumerate(world.built):
        own = {r.id for r in built.plan.resources}
        resources = list(built.plan.resources)
        assignments: list[Assignment] = []
        for assignment in built.plan.assignments:
            keys = picked.get((number, assignment.id))
            if keys is None:
                assignments.append(assignment)
                continue
            for copy, person in enumerate(keys):
                resource = people.resources[people.number[person]]
                if resource.id not in own:
                    own.add(resource.id)
                    resources.append(
                        replace(resource, calendar=None if resource.calendar not in built.plan.calendar_ids else resource.calendar)
                    )
                assignments.append(_share(assignment, copy, len(keys), resource.id))
        plans.append(built.plan.with_(assignments=tuple(assignments), resources=tuple(resources)))
    return tuple(plans), tuple(found)


def _share(assignment: Assignment, copy: int, count: int, resource: str) -> Assignment:
    def part(whole: int) -> int:
        return whole * (copy + 1) // count - whole * copy // count

    return replace(
        assignment,
        id=assignment.id if copy == 0 else f"{assignment.id}.{copy + 1}",
        uid=assignment.uid if copy == 0 else None,
        resource=resource,
        units=part(assignment.units),
        work=part(assignment.work),
        remaining_work=None if assignment.remaining_work is None else part(assignment.remaining_work),
    )


def moved_tasks(world: World, demands: Demands, people: People, placed: Placed, before: Sequence[Schedule]) -> tuple[Moved, ...]:
    """Every task whose dates are not those of the schedule before, with what stood in its way."""
    taken = _bookings(world, demands, people, placed)
    flat_at = _first_choices(demands)
    found = []
    for number, built in enumerate(world.built):
        node_of = built.node_of()
        for task in built.plan.tasks:
            node = node_of.get(task.id)
            if node is None or task.id not in before[number]:
                continue
            old = before[number][task.id]
            if (old.start, old.finish) == (placed.start[node], placed.finish[node]):
                continue
            blockers: tuple[Blocker, ...] = ()
            if demands.how[node] == MOVE and placed.start[node] > placed.base_start[node]:
                blockers = _blockers(world, people, demands.of_node[node], placed, flat_at[node], taken, node)
            after = None if blockers else _moved_predecessor(world, placed, node)
            found.append(Moved(number, task.id, task.name, old.start, old.finish, placed.start[node], placed.finish[node], blockers, after))
    return tuple(found)


Taken = tuple[int, int, int, int, str]
"""start, finish, units, node (-1: a booking), label"""


def _first_choices(demands: Demands) -> list[int]:
    at, first = 0, []
    for row in demands.of_node:
        first.append(at)
        at += sum(d.count for d in row)
    return first


def _bookings(world: World, demands: Demands, people: People, placed: Placed) -> list[list[Taken]]:
    taken: list[list[Taken]] = [[(s, f, u, -1, label) for s, f, u, label in row] for row in people.taken]
    at = 0
    for node, row in enumerate(demands.of_node):
        for demand in row:
            for r in placed.chosen[at : at + demand.count]:
                if r >= 0 and demands.how[node] == MOVE:
                    label = world.built[world.plan[node]].plan.tasks[world.network.task[node]].name
                    taken[r].append((placed.start[node], placed.finish[node], demand.units, node, label))
            at += demand.count
    return taken


def _blockers(
    world: World, people: People, row: Sequence[Demand], placed: Placed, at: int, taken: list[list[Taken]], node: int
) -> tuple[Blocker, ...]:
    """Whose work between the start its links would give and the start it has kept the task back; those until last come first."""
    begin, start = placed.base_start[node], placed.start[node]
    found: dict[tuple[int, int, str], Blocker] = {}
    for demand in row:
        for r in placed.chosen[at : at + demand.count]:
            for s, f, _, other, label in taken[r] if r >= 0 else ():
                if other != node and f > begin and s < start and f <= start:
                    plan = world.plan[other] if other >= 0 else None
                    task = world.built[world.plan[other]].plan.tasks[world.network.task[other]].id if other >= 0 else None
                    found[r, f, label] = Blocker(people.keys[r], people.resources[r].name, f, plan, task, f"'{label}'")
            if r >= 0:
                for since, units in people.capacities[r].steps:
                    if begin < since <= start and units >= demand.units:
                        found[r, since, ""] = Blocker(people.keys[r], people.resources[r].name, since, None, None, "not available")
        at += demand.count
    ordered = sorted(found.values(), key=lambda b: (-b.until, b.name, b.label))
    return tuple(b for b in ordered if b.until == ordered[0].until)[:MOST_BLOCKERS]


def _moved_predecessor(world: World, placed: Placed, node: int) -> str | None:
    """The name of a predecessor that moved, the one that finishes last."""
    network = world.network
    links = range(network.link_first[node], network.link_first[node + 1])
    moved = [p for p in (network.link_from[e] for e in links) if placed.start[p] != world.start[p] or placed.finish[p] != world.finish[p]]
    moved = [p for p in moved if network.task[p] >= 0]
    if not moved:
        return None
    last = max(moved, key=lambda p: placed.finish[p])
    return f"'{world.built[world.plan[last]].plan.tasks[network.task[last]].name}'"
