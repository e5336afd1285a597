"""Random plans for properties: three calendars, four link kinds, lags, constraints, progress, an outline; a seed decides all."""

import random

from milepost.engine.model import (
    Calendar,
    CalendarException,
    Constraint,
    LagKind,
    Link,
    LinkKind,
    Plan,
    PlanOptions,
    Task,
    every_day,
    weekdays,
)
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
CALENDARS = (
    Calendar("standard", "Standard", weekdays()),
    Calendar(
        "four",
        "Four days",
        ((((8 * HOUR, 18 * HOUR),),) * 4) + ((),) * 3,
        exceptions=tuple(CalendarException(START // DAY + 9 * i, START // DAY + 9 * i, name="off") for i in range(1, 30)),
    ),
    Calendar("night", "Night", every_day((0, 6 * HOUR), (22 * HOUR, 24 * HOUR))),
)


def random_plan(seed: int, *, tasks: int = 25, progress: bool = True, honour: bool = True, outline: bool = True) -> Plan:
    """A plan that can be scheduled: links only lead from earlier rows to later ones."""
    rng = random.Random(seed)
    rows: list[Task] = []
    parent = None
    for number in range(tasks):
        if outline and number % 8 == 0 and rng.random() < 0.6 and number + 1 < tasks:
            parent = f"{number}"
            rows.append(Task(parent, f"Phase {number}"))
            continue
        rows.append(_leaf(rng, number, parent, progress=progress))
    summaries = {row.parent for row in rows if row.parent}
    links = []
    for later, row in enumerate(rows):
        for earlier in {rng.randrange(later) for _ in range(rng.randrange(3)) if later}:
            link = _link(rng, rows[earlier], row, summaries)
            if link is not None:
                links.append(link)
    return Plan(
        f"random {seed}",
        START,
        tasks=tuple(rows),
        links=tuple(links),
        calendars=CALENDARS,
        options=PlanOptions(honour_constraints=honour),
    )


def _leaf(rng: random.Random, number: int, parent: str | None, *, progress: bool) -> Task:
    constraint, date = Constraint.ASAP, None
    if rng.random() < 0.2:
        constraint = rng.choice([Constraint.SNET, Constraint.FNET, Constraint.SNLT, Constraint.FNLT, Constraint.MSO, Constraint.MFO])
        date = START + rng.randrange(60) * DAY + rng.choice([0, HOUR, 9 * HOUR])
    started = progress and rng.random() < 0.1
    begun = START + rng.randrange(10) * DAY
    return Task(
        f"{number}",
        f"Task {number}",
        level=2 if parent else 1,
        parent=parent,
        duration=rng.choice([0, 1, 4, 8, 12, 40]) * HOUR,
        elapsed=rng.random() < 0.1,
        calendar=rng.choice([None, None, None, "four", "night"]),
        constraint=constraint,
        constraint_date=date,
        deadline=START + rng.randrange(80) * DAY if rng.random() < 0.1 else None,
        actual_start=begun if started else None,
        actual_finish=begun + 3 * DAY if started and rng.random() < 0.5 else None,
    )


def _link(rng: random.Random, one: Task, other: Task, summaries: set[str | None]) -> Link | None:
    if one.parent == other.id or other.parent == one.id:
        return None
    kind = rng.choices(list(LinkKind), [80, 8, 8, 4])[0]
    if other.id in summaries and kind in (LinkKind.FF, LinkKind.SF):
        kind = LinkKind.FS
    lag = rng.choice([0, 0, 0, 8, -4, 30]) * HOUR
    lag_kind = rng.choice([LagKind.WORKING, LagKind.WORKING, LagKind.ELAPSED])
    return Link(one.id, other.id, kind, lag=lag, lag_kind=lag_kind)
