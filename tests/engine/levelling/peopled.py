"""Random plans with people on their tasks, and small ones by hand; a seed decides all."""

import random
from dataclasses import replace

from milepost.engine.model import Assignment, Link, Plan, Resource, Task
from milepost.values import FULL_SHARE, HOUR, read_moment
from tests.engine.network.plans import random_plan

MONDAY = read_moment("2026-01-05T08:00")


def peopled(seed: int, *, tasks: int = 25) -> Plan:
    """A random plan of three calendars, links of all kinds, progress and constraints, with three people on its tasks."""
    plan = random_plan(seed, tasks=tasks)
    rng = random.Random(seed * 7 + 1)
    people = tuple(
        Resource(f"r{i}", f"Person {i}", max_units=rng.choice([1, 1, 2]) * FULL_SHARE, calendar=rng.choice([None, None, "four"]))
        for i in range(3)
    )
    held: list[Assignment] = []
    for task in plan.tasks:
        if task.id in plan.summaries or task.duration == 0 or task.elapsed:
            continue
        for person in rng.sample(people, rng.choice([1, 1, 2])):
            units = rng.choice([FULL_SHARE, FULL_SHARE, FULL_SHARE // 2])
            held.append(Assignment(f"a{len(held)}", task.id, person.id, units=units, work=task.duration * units // FULL_SHARE))
    rows = tuple(replace(task, ignore_resource_calendars=True) for task in plan.tasks)
    return plan.with_(tasks=rows, resources=people, assignments=tuple(held))


def team(
    *tasks: tuple[str, int, str], links: tuple[tuple[str, str], ...] = (), people: tuple[Resource, ...] = (), **fields: object
) -> Plan:
    """A plan from Monday 5 January 2026, 08:00: (name, hours, person) each; the people who are named, unless given."""
    rows = tuple(Task(name, name, duration=hours * HOUR, work=hours * HOUR) for name, hours, _ in tasks)
    held = tuple(Assignment(f"{name}-{who}", name, who, work=hours * HOUR) for name, hours, who in tasks)
    named = people or tuple(Resource(who, who.capitalize()) for who in dict.fromkeys(who for _, _, who in tasks))
    plan = Plan("Office move", MONDAY, rows, tuple(Link(a, b) for a, b in links), resources=named, assignments=held)
    return plan.with_(**fields)
