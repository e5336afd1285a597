"""From placed nodes back to plans: levelling delays, the people chosen, and why each task moved."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from milepost.engine.levelling.demand import Demand, Demands
from milepost.engine.levelling.moments.placing import BOOKED, MOVE, window
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.people import Key, People
from milepost.engine.levelling.request import Assigned, Blocker, Moved
from milepost.engine.levelling.world import World
from milepost.engine.model import Assignment, Calendar, Plan, ResourceKind
from milepost.engine.network.kernel import forward_node
from milepost.engine.network.passes import Runner
from milepost.engine.schedule import Schedule
from milepost.engine.words import quoted
from milepost.values import said

MOST_BLOCKERS = 3


def link_starts(world: World, placed: Placed) -> Placed:
    """The schedule with `base_start` as the plan's links and constraints give it, from which a levelling delay counts."""
    runner = Runner(world.network, honour=True, retained=False)
    early = (list(placed.start), list(placed.finish), [0] * len(placed.start))
    rules = [
        (
            int(o.honour_constraints),
            int(o.move_unfinished),
            int(o.multiple_critical_paths and not (b.plan.from_finish and b.plan.finish is not None)),
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


def assign(world: World, demands: Demands, people: People, placed: Placed, key: Key) -> tuple[tuple[Plan, ...], tuple[Assigned, ...]]:
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
        own = {key(r): r.id for r in built.plan.resources if r.kind is ResourceKind.WORK}
        resources, calendars = list(built.plan.resources), list(built.plan.calendars)
        assignments: list[Assignment] = []
        for assignment in built.plan.assignments:
            keys = picked.get((number, assignment.id))
            if keys is None:
                assignments.append(assignment)
                continue
            for copy, person in enumerate(keys):
                r = people.number[person]
                resource = people.resources[r]
                if person not in own:
                    own[person] = _unlike(resource.id, {row.id for row in resources})
                    calendar = _bring(people.origin[r], resource.calendar, calendars)
                    resources.append(replace(resource, id=own[person], calendar=calendar))
                assignments.append(_share(assignment, copy, len(keys), own[person]))
        plans.append(built.plan.with_(assignments=tuple(assignments), resources=tuple(resources), calendars=tuple(calendars)))
    return tuple(plans), tuple(found)


def _bring(origin: Plan, calendar: str | None, calendars: list[Calendar]) -> str:
    """The id among `calendars` of a calendar of another plan (None: that plan's own), brought along with its bases where it is missing."""
    source = {c.id: c for c in origin.calendars}
    row = source[calendar if calendar in source else origin.calendar]
    base = None if row.base is None or row.base not in source else _bring(origin, row.base, calendars)
    row = replace(row, base=base)
    if row in calendars:
        return row.id
    name = _unlike(row.id, {c.id for c in calendars})
    calendars.append(replace(row, id=name))
    return name


def _unlike(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    free, copy = name, 2
    while free in taken:
        free, copy = f"{name} ({copy})", copy + 1
    return free


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
    windows = _windows(world, demands, placed)
    taken = _bookings(world, demands, people, placed, windows)
    flat_at = _first_choices(demands)
    found = []
    for number, built in enumerate(world.built):
        node_of = built.node_of()
        for task in built.plan.tasks:
            node = node_of.get(task.id)
            if node is None or not _has_moved(world, placed, before, node):
                continue
            old = before[number][task.id]
            blockers: tuple[Blocker, ...] = ()
            if demands.how[node] == MOVE and placed.start[node] > placed.base_start[node]:
                blockers = _blockers(world, people, demands.of_node[node], placed, flat_at[node], taken, node, windows)
            after = None if blockers else _moved_predecessor(world, placed, before, node)
            found.append(Moved(number, task.id, task.name, old.start, old.finish, placed.start[node], placed.finish[node], blockers, after))
    return tuple(found)


def _has_moved(world: World, placed: Placed, before: Sequence[Schedule], node: int) -> bool:
    number = world.plan[node]
    task = world.built[number].plan.tasks[world.network.task[node]].id
    if task not in before[number]:
        return False
    old = before[number][task]
    return (old.start, old.finish) != (placed.start[node], placed.finish[node])


def _windows(world: World, demands: Demands, placed: Placed) -> dict[int, tuple[int, int]]:
    """From when to when a demand (by its identity) asks for people, where that is not as long as its task."""
    columns = demands.columns()
    calendars = Runner(world.network, honour=True, retained=False).calendars
    first = columns[0]
    return {
        id(demand): window(calendars, columns, first[node] + d, placed.start[node], placed.finish[node])  # type: ignore[arg-type]
        for node, row in enumerate(demands.of_node)
        for d, demand in enumerate(row)
        if demand.span >= 0
    }


Taken = tuple[int, int, int, int, str]
"""finish, start, units, node (-1: a booking), label"""


def _first_choices(demands: Demands) -> list[int]:
    at, first = 0, []
    for row in demands.of_node:
        first.append(at)
        at += sum(d.count for d in row)
    return first


def _bookings(world: World, demands: Demands, people: People, placed: Placed, windows: Mapping[int, tuple[int, int]]) -> list[list[Taken]]:
    taken: list[list[Taken]] = [[(f, s, u, -1, label) for s, f, u, label in row] for row in people.taken]
    at = 0
    for node, row in enumerate(demands.of_node):
        for demand in row:
            start, finish = windows.get(id(demand), (placed.start[node], placed.finish[node]))
            for r in placed.chosen[at : at + demand.count]:
                if r >= 0 and demands.how[node] != BOOKED:
                    label = world.built[world.plan[node]].plan.tasks[world.network.task[node]].name
                    taken[r].append((finish, start, demand.units, node, label))
            at += demand.count
    for rows in taken:
        rows.sort()
    return taken


def _finish(row: Taken) -> int:
    return row[0]


def _blockers(
    world: World,
    people: People,
    row: Sequence[Demand],
    placed: Placed,
    at: int,
    taken: list[list[Taken]],
    node: int,
    windows: Mapping[int, tuple[int, int]],
) -> tuple[Blocker, ...]:
    """Whose work between the start its links would give and the start it has kept the task back; those until last come first."""
    begin = placed.base_start[node]
    found: dict[tuple[int, int, str], Blocker] = {}
    for demand in row:
        for r in placed.chosen[at : at + demand.count]:
            start = windows.get(id(demand), (placed.start[node], 0))[0]
            rows = taken[r] if r >= 0 else []
            for f, s, _, other, label in rows[bisect_right(rows, begin, key=_finish) : bisect_right(rows, start, key=_finish)]:
                if other != node and s < start:
                    plan = world.plan[other] if other >= 0 else None
                    task = world.built[world.plan[other]].plan.tasks[world.network.task[other]].id if other >= 0 else None
                    found[r, f, label] = Blocker(people.keys[r], people.resources[r].name, f, plan, task, quoted(label))
            if r >= 0:
                for since, units in people.capacities[r].steps:
                    if begin < since <= start and units >= demand.units:
                        found[r, since, ""] = Blocker(people.keys[r], people.resources[r].name, since, None, None, said("not available"))
        at += demand.count
    ordered = sorted(found.values(), key=lambda b: (-b.until, b.name, b.label))
    return tuple(b for b in ordered if b.until == ordered[0].until)[:MOST_BLOCKERS]


def _moved_predecessor(world: World, placed: Placed, before: Sequence[Schedule], node: int) -> str | None:
    """The name of a predecessor that moved, the one that finishes last; what a summary waits for, its tasks wait for too."""
    network = world.network
    moved: set[int] = set()
    seen = {node}
    waiting = [node]
    while waiting:
        j = waiting.pop()
        for p in network.link_from[network.link_first[j] : network.link_first[j + 1]]:
            if p in seen:
                continue
            seen.add(p)
            if network.task[p] < 0:
                waiting.append(p)
            elif _has_moved(world, placed, before, p):
                moved.add(p)
    if not moved:
        return None
    last = max(sorted(moved), key=lambda p: placed.finish[p])
    return f"'{world.built[world.plan[last]].plan.tasks[network.task[last]].name}'"
