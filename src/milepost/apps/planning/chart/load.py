"""How much of people's time a plan books, by day or week: the lane under its chart."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.bridge.levelling import OF_PERSON, capacities
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.models import ProjectPlan
from milepost.engine import schedule_plan
from milepost.engine.load import Capacity, by_person, horizon, plan_load
from milepost.engine.load.contribution import days_of
from milepost.engine.working_time import Calendars
from milepost.kernel.access import Actor
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.inputs.moment import FIRST, LAST
from milepost.values import said

DAY, MINUTE = 24 * 60, 60
LENGTHS = {"day": 1, "week": 7}
MOST_STEPS = 800
MONDAY = 4
"""1970-01-05 was one."""
KNOWN = range(minutes_of(datetime(FIRST.year, 1, 8)), minutes_of(datetime(LAST.year, 12, 24)))
"""Moments that anything is kept at, but for a week at both ends."""
Json = dict[str, Any]


def booked_load(actor: Actor, plan: ProjectPlan, *, first: int, last: int, step: str) -> Json:
    """Minutes by person and step from one moment of the plan's clock to another: what the plan's committed work books, and what each person
    works at all (`free`), leave and public holidays taken off. Weeks begin on Monday. Raises Invalid."""
    length = LENGTHS.get(step, 0)
    begin, end = first // DAY, -(-last // DAY)
    if not length or not 0 < end - begin <= MOST_STEPS * length or first not in KNOWN or last not in KNOWN:
        raise Invalid(
            {
                "step": [
                    Fault(
                        "span",
                        said(
                            "expected from and to within {year} to {year2} with at most {most_steps} steps between, and step day or week.",
                            year=FIRST.year,
                            year2=LAST.year,
                            most_steps=MOST_STEPS,
                        ),
                    )
                ]
            }
        )
    begin -= (begin - MONDAY) % length
    starts = range(begin, end, length)
    committed, _ = load(plan.pk).committed()
    schedule = schedule_plan(committed)
    names = dict(seen(PERSON, actor).filter(pk__in=_people(committed.resources)).order_by("name", "pk").values_list("pk", "name"))
    made: Json = {"people": [{"id": key, "name": name} for key, name in names.items()], "steps": [day * DAY for day in starts]}
    if not schedule.dates or not names:
        return made | {"booked": [[0] * len(starts)] * len(names), "free": [[0] * len(starts)] * len(names)}
    rows = by_person(plan_load(committed, schedule, calendars=horizon(committed, schedule)))
    wide = Calendars(committed.calendars, first=begin - 7, last=starts[-1] + length + 7)
    able = capacities([committed], [wide])
    booked, free = [], []
    for key in names:
        days = days_of(rows.get(f"{OF_PERSON}{key}", ()))
        booked.append([_sum(days, day, length) for day in starts])
        free.append([_worked(able, key, day, length) for day in starts])
    return made | {"booked": booked, "free": free}


def _people(resources: Any) -> list[int]:
    return [int(one.id.removeprefix(OF_PERSON)) for one in resources if one.id.startswith(OF_PERSON)]


def _sum(days: Mapping[int, int], first: int, length: int) -> int:
    return sum(days.get(day, 0) for day in range(first, first + length)) // MINUTE


def _worked(able: Mapping[str, Capacity], key: int, first: int, length: int) -> int:
    one = able.get(f"{OF_PERSON}{key}")
    return sum(one.of_day(day) for day in range(first, first + length)) // MINUTE if one is not None else 0
