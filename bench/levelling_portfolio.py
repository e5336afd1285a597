"""Goal 2: a portfolio of projects whose tasks ask for skills, shared by people who have them: weighted delay, beside plain rules.

Run: ./milepost python -m bench.levelling_portfolio [--projects 100] [--tasks 100] [--people 200] [--work 30 300]

A random portfolio (the seed decides all): tasks of 1 to 10 days, one to three predecessors in their project, one or two people with a
skill, 15 % with a second skill; projects of weight 1 to 5. The delay is the sum of weight times days after the finish each project would
have with everybody always free. Peers on the same kind of portfolio: first come 20,681; latest finish 14,520; best rule with
justification 9,518; annealing of project shifts 8,062 in 60 s; CP-SAT found no solution in 130 s.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence

from bench.measure import machine, own_peak_mb, spoken, table
from milepost.engine.levelling import Priority, level
from milepost.engine.levelling.compiled import compiled_moments
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100)
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--work", type=int, nargs="+", default=[1, 30, 300])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print(machine())
    began = time.perf_counter()
    compiled_moments()
    plans, aims = portfolio(asked.projects, asked.tasks, asked.people)
    level(plans[:2], work=30, choose_people=True, compiled=True)
    print(f"{asked.projects * asked.tasks:,} tasks, {asked.people} people; loading and generating {spoken(time.perf_counter() - began)}")
    rows, first = [], 0
    for work in asked.work:
        used = time.process_time()
        made = level(plans, work=work, seed=asked.seed, priorities=aims, choose_people=True, compiled=True)
        seconds = time.process_time() - used
        first = first or made.delay
        share = f"{100 * (1 - made.delay / first):.1f} %" if first else "-"
        rows.append((f"{made.tried:,}", f"{made.delay // DAY:,}", share, str(made.verified), spoken(seconds), f"{own_peak_mb():.0f} MB"))
    print(table(("schedules", "weighted days late", "below the first", "verified", "processor, all told", "peak"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
