"""Goal 2: a portfolio of projects whose tasks ask for skills, shared by people who have them: weighted delay, beside plain rules.

Run: ./milepost python -m bench.levelling_portfolio [--projects 100] [--tasks 100] [--people 200] [--work 30 300]

A random portfolio (the seed decides all): tasks of 1 to 10 days, one to three predecessors in their project, one or two people with a
skill, 15 % with a second skill; projects of weight 1 to 5. The delay is the sum of weight times days after the finish each project would
have with everybody always free. Peers on the same kind of portfolio: first come 20,681; latest finish 14,520; best rule with
justification 9,518; annealing of project shifts 8,062 in 60 s; CP-SAT found no solution in 130 s.
"""

import argparse
import importlib.util
import random
import sys
import time
from collections.abc import Sequence
from typing import Any

from bench.measure import machine, own_peak_mb, spoken, table
from milepost.engine.levelling import LevelResult, Priority, Progress, level
from milepost.engine.levelling.beginning import begin
from milepost.engine.levelling.demand import collect, rooms
from milepost.engine.levelling.first_orders import first_orders
from milepost.engine.levelling.moments.run import Kernel
from milepost.engine.levelling.people import base_profile, gather
from milepost.engine.levelling.running import Ask
from milepost.engine.levelling.world import World
from milepost.engine.model import Assignment, Calendar, Link, Plan, Resource, Skill, Task, every_day
from milepost.values import DAY, FULL_SHARE, HOUR, read_moment

START = read_moment("2026-01-05T00:00")
DAYS = Calendar("days", "Every day, 8 hours", every_day((8 * HOUR, 16 * HOUR)))
SKILLS, SPAN = 12, 200


def portfolio(projects: int, tasks: int, people: int, *, seed: int = 7) -> tuple[tuple[Plan, ...], tuple[Priority, ...]]:
    """The plans and how much each matters."""
    rng = random.Random(seed)
    persons = []
    for p in range(people):
        skills = {p % SKILLS, *(rng.randrange(SKILLS) for _ in range(rng.randrange(3)))}
        persons.append(Resource(f"p{p}", f"Person {p}", skills=tuple(Skill(f"s{k}") for k in sorted(skills))))
    posts = [Resource(f"any{k}", f"Somebody for s{k}", generic=True, skills=(Skill(f"s{k}"),)) for k in range(SKILLS)]
    begin = sorted(rng.randrange(SPAN) for _ in range(projects))
    plans = tuple(_plan(rng, number, day, tasks, (*persons, *posts)) for number, day in enumerate(begin))
    return plans, tuple(Priority(rng.randint(1, 5)) for _ in plans)


def _plan(rng: random.Random, number: int, day: int, tasks: int, resources: tuple[Resource, ...]) -> Plan:
    rows, links, held = [], [], []
    start = START + day * DAY + 8 * HOUR
    for x in range(tasks):
        length = rng.randint(1, 10) * 8 * HOUR
        rows.append(Task(str(x), f"Task {x}", duration=length))
        if x >= 4:
            links += [Link(str(y), str(x)) for y in {rng.randrange(max(0, x - 14), x) for _ in range(rng.randint(1, 3))}]
        skill = (x * SKILLS // tasks + rng.randint(-2, 2)) % SKILLS
        count = 2 if rng.random() < 0.1 else 1
        held.append(Assignment(f"{x}a", str(x), f"any{skill}", units=count * FULL_SHARE, work=count * length))
        if rng.random() < 0.15:
            other = (skill + rng.randrange(1, SKILLS)) % SKILLS
            held.append(Assignment(f"{x}b", str(x), f"any{other}", work=length))
    return Plan(f"Project {number}", start, tuple(rows), tuple(links), (DAYS,), DAYS.id, resources, tuple(held))


def phases(plans: tuple[Plan, ...], aims: tuple[Priority, ...], work: int, seed: int) -> tuple[LevelResult, list[float]]:
    """The answer, and seconds of the processor until the first schedule stands, for the search, and for plans, reasons and checks."""
    looks: list[float] = [time.process_time()]

    def look(progress: Progress) -> bool:
        looks.append(time.process_time())
        return True

    made = level(plans, work=work, seed=seed, priorities=aims, choose_people=True, compiled=True, watch=look)
    end = time.process_time()
    return made, [looks[1] - looks[0], looks[-1] - looks[1], end - looks[-1]]


def kernel_alone(plans: tuple[Plan, ...], aims: tuple[Priority, ...]) -> list[tuple[str, float, int]]:
    """Single schedules on a world that stands: (rule, seconds, weighted days late)."""
    ask = Ask(plans, (), (), 1, 1, aims, (), _name, False, False, None, True)
    found = begin(plans, [()] * len(plans))
    assert found is not None
    world = found.world
    people = gather(plans, [built.calendars for built in world.built], _name, [])
    demands = collect(world, people, _name, choose_people=True)
    base = base_profile(people, rooms(demands, people), [])
    rows = []
    orders = first_orders(world, ask._aims(world))
    for name, keys, justify in (
        ("latest finish", orders[0], False),
        ("first come", orders[2], False),
        ("latest finish, justified", orders[0], True),
    ):
        kernel = ask._kernel(world, demands, base, ask._aims(world))
        kernel.by_rule(keys, justify=justify)
        again = ask._kernel(world, demands, base, ask._aims(world))
        began = time.process_time()
        again.by_rule(keys, justify=justify)
        rows.append((name, time.process_time() - began, _late(world, again, ask._aims(world)) // DAY))
    return rows


def _late(world: World, kernel: Kernel, aims: Sequence[Priority]) -> int:
    """Weighted seconds by which the projects of the kernel's best schedule are late."""
    finish, total = kernel.placed().finish, 0
    for built, aim in zip(world.built, aims, strict=True):
        nodes = range(built.offset, built.offset + built.network.size)
        total += aim.weight * max(max(finish[j] for j in nodes) - (aim.due or 0), 0)
    return total


def _name(resource: Resource) -> str:
    return resource.name


def constraint_programming(plans: tuple[Plan, ...], aims: tuple[Priority, ...], seconds: float) -> tuple[str, str]:
    """(weighted days late, lower bound) by CP-SAT on one processor: an optional interval for each person who can; days as its unit."""
    if importlib.util.find_spec("ortools") is None:
        return "not installed", "-"
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    work: dict[str, list[Any]] = {}
    late = []
    for plan, aim in zip(plans, aims, strict=True):
        begin_day = (plan.start - START) // DAY
        start: dict[str, Any] = {}
        end: dict[str, Any] = {}
        free: dict[str, int] = {}
        before: dict[str, list[str]] = {}
        for link in plan.links:
            before.setdefault(link.successor, []).append(link.predecessor)
        for task in plan.tasks:
            days = task.duration // (8 * HOUR)
            free[task.id] = days + max((free[p] for p in before.get(task.id, ())), default=begin_day)
            start[task.id] = model.new_int_var(begin_day, 3000, "")
            end[task.id] = start[task.id] + days
            for p in before.get(task.id, ()):
                model.add(start[task.id] >= end[p])
        for held in plan.assignments:
            days = plan.task[held.task].duration // (8 * HOUR)
            skills = plan.resource[held.resource or ""].skills
            chosen = []
            for person in plan.resources:
                if not person.generic and set(skills) <= set(person.skills):
                    taken = model.new_bool_var("")
                    interval = model.new_optional_interval_var(start[held.task], days, end[held.task], taken, "")
                    work.setdefault(person.id, []).append(interval)
                    chosen.append(taken)
            model.add(sum(chosen) == max(held.units // FULL_SHARE, 1))
        over = model.new_int_var(0, 3000, "")
        for task in plan.tasks:
            model.add(over >= end[task.id] - max(free.values()))
        late.append(aim.weight * over)
    for intervals in work.values():
        model.add_no_overlap(intervals)
    model.minimize(sum(late))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
    found = solver.solve(model)
    known = found in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (f"{solver.objective_value:,.0f}" if known else "none found"), f"{solver.best_objective_bound:,.0f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100)
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--work", type=int, nargs="+", default=[1, 30, 300])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer-seconds", type=float, default=20)
    asked = parser.parse_args(arguments)
    print(machine())
    began = time.perf_counter()
    plans, aims = portfolio(asked.projects, asked.tasks, asked.people)
    level(portfolio(8, 10, 12)[0], work=30, choose_people=True, compiled=True)
    print(f"{asked.projects * asked.tasks:,} tasks, {asked.people} people; loading and generating {spoken(time.perf_counter() - began)}")
    alone = kernel_alone(plans, aims)
    print("\nOne schedule by a plain rule, the kernel alone:")
    print(table(("rule", "weighted days late", "time"), [(name, f"{days:,}", spoken(seconds)) for name, seconds, days in alone]))
    rows, first = [], alone[0][2]
    for work in asked.work:
        made, times = phases(plans, aims, work, asked.seed)
        share = f"{100 * (1 - made.delay / DAY / first):.1f} %" if first else "-"
        days = (f"{made.delay // DAY:,}", f"{made.bound // DAY:,}")
        rows.append(
            (f"{made.tried:,}", *days, share, str(made.verified), *map(spoken, times), spoken(sum(times)), f"{own_peak_mb():.0f} MB")
        )
    heads = (
        "schedules",
        "weighted days late",
        "bound",
        "below latest finish",
        "verified",
        "until the first",
        "search",
        "plans, reasons, checks",
    )
    print("\nThe whole call, processor time:")
    print(table((*heads, "together", "peak"), rows))
    _beside_peer(asked.peer_seconds)
    return 0


def _beside_peer(seconds: float) -> None:
    """A small portfolio at about equal time."""
    plans, aims = portfolio(10, 30, 24)
    began, work = time.process_time(), 1_000
    made = level(plans, work=work, priorities=aims, choose_people=True, compiled=True)
    rate = work / max(time.process_time() - began, 0.01)
    work = int(rate * seconds)
    began = time.process_time()
    made = level(plans, work=work, priorities=aims, choose_people=True, compiled=True)
    ours = time.process_time() - began
    theirs, bound = constraint_programming(plans, aims, ours)
    print(f"\n10 projects of 30 tasks, 24 people, {spoken(ours)} each:")
    rows = [("Milepost", f"{made.delay // DAY:,}", f"{made.bound // DAY:,}"), ("CP-SAT, one processor", theirs, bound)]
    print(table(("", "weighted days late", "bound"), rows))


if __name__ == "__main__":
    sys.exit(main())
