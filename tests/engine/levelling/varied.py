"""Random projects with all that makes levelling hard: people who wait, split, contoured and hand-dated work, availability, bookings."""

import random
from dataclasses import dataclass, replace

from milepost.engine.levelling import Booking, Priority
from milepost.engine.model import Assignment, Constraint, Contour, Plan, Resource, Segment, Skill, Task, TaskType
from milepost.engine.model.resource import Availability
from milepost.values import DAY, FULL_SHARE, HOUR
from tests.engine.network.plans import START, random_plan

UNITS = (FULL_SHARE, FULL_SHARE, FULL_SHARE // 2, FULL_SHARE // 5)
SKILLS = (Skill("survey", 3), Skill("cabling", 3))


@dataclass(frozen=True)
class Asked:
    """Plans, and what is asked of `level` for them."""

    plans: tuple[Plan, ...]
    bookings: tuple[Booking, ...]
    choices: dict[str, object]


def varied(seed: int) -> Asked:
    """One to three small projects of the same people; the seed decides all."""
    rng = random.Random(seed)
    people = tuple(_person(rng, number) for number in range(rng.randint(2, 3)))
    posts = tuple(Resource(f"any {s.name}", f"any {s.name}", generic=True, skills=(s,)) for s in SKILLS)
    plans = tuple(_project(rng, number, people, posts) for number in range(rng.choice([1, 1, 2, 3])))
    bookings = tuple(_booking(rng, people) for _ in range(rng.choice([0, 0, 1, 3])))
    choices = {
        "choose_people": rng.random() < 0.5,
        "minimal_change": rng.random() < 0.2,
        "steady": rng.random() < 0.2,
        "priorities": tuple(Priority(rng.choice([0, 1, 5])) for _ in plans),
        "work": rng.choice([1, 8, 20]),
        "seed": seed,
    }
    return Asked(plans, bookings, choices)


def _person(rng: random.Random, number: int) -> Resource:
    away = START + rng.randrange(5, 40) * DAY
    back = away + 9 * DAY
    some = (Availability(None, away, FULL_SHARE), Availability(away, back, FULL_SHARE // 2), Availability(back, None, FULL_SHARE))
    return Resource(
        f"r{number}",
        f"Person {number}",
        max_units=rng.choice([1, 1, 2]) * FULL_SHARE,
        calendar=rng.choice([None, None, "four"]),
        availability=some if rng.random() < 0.2 else (),
        skills=tuple(s for s in SKILLS if rng.random() < 0.6),
    )


def _project(rng: random.Random, number: int, people: tuple[Resource, ...], posts: tuple[Resource, ...]) -> Plan:
    plan = random_plan(rng.randrange(10**6), tasks=rng.choice([3, 6, 10]), honour=rng.random() < 0.8, progress=rng.random() < 0.7)
    rows = tuple(task if task.id in plan.summaries else _task(rng, task) for task in plan.tasks)
    held: list[Assignment] = []
    for task in rows:
        if task.id in plan.summaries or task.duration == 0:
            continue
        chosen = rng.sample(people, rng.choice([0, 1, 1, 2])) + ([rng.choice(posts)] if rng.random() < 0.3 else [])
        held += [_assignment(rng, task, f"{task.id}-{place}", who.id) for place, who in enumerate(chosen)]
    start = START + number * rng.randrange(20) * DAY
    return plan.with_(name=f"project {number}", start=start, tasks=rows, assignments=tuple(held), resources=(*people, *posts))


def _task(rng: random.Random, task: Task) -> Task:
    changes: dict[str, object] = {}
    if rng.random() < 0.1:
        changes |= {"constraint": Constraint.ALAP, "constraint_date": None}
    if rng.random() < 0.25:
        changes["priority"] = rng.choice([0, 100, 900, 1000])
    if task.calendar or rng.random() < 0.6:
        changes["ignore_resource_calendars"] = True
    if rng.random() < 0.2:
        changes["type"] = TaskType.FIXED_DURATION
    if task.actual_start is None and rng.random() < 0.05:
        changes |= {"manual": True, "manual_start": START + rng.randrange(20) * DAY, "manual_duration": task.duration}
    elif task.actual_start is None and task.duration >= 8 * HOUR and not task.elapsed and rng.random() < 0.15:
        day = START + rng.randrange(10) * DAY
        changes["segments"] = (Segment(day, day + 4 * HOUR), Segment(day + 2 * DAY, day + 3 * DAY + 4 * HOUR))
    return replace(task, **changes)  # type: ignore[arg-type]


def _assignment(rng: random.Random, task: Task, name: str, who: str) -> Assignment:
    units = rng.choice(UNITS)
    shape = rng.choice(list(Contour)[:8]) if rng.random() < 0.12 else Contour.FLAT
    wait = rng.choice([HOUR, 8 * HOUR]) if rng.random() < 0.15 else 0
    return Assignment(name, task.id, who, units=units, work=task.duration * units // FULL_SHARE, contour=shape, delay=wait)


def _booking(rng: random.Random, people: tuple[Resource, ...]) -> Booking:
    start = START + rng.randrange(40 * 24) * HOUR
    return Booking(rng.choice(people).id, start, start + rng.choice([4 * HOUR, DAY, 5 * DAY]), rng.choice([FULL_SHARE, FULL_SHARE // 2]))
