"""What each person of several plans can give."""

from collections.abc import Iterable, Sequence

from milepost.engine.load import Capacity, capacity_of
from milepost.engine.model import Plan, Resource
from milepost.engine.working_time import Calendars


def capacities(people: Iterable[Resource], plans: Sequence[tuple[Plan, Calendars]]) -> dict[str, Capacity]:
    """By person, on the calendar of the first plan that has them, over the days of all plans."""
    first = min(calendars.first for _, calendars in plans)
    last = max(calendars.last for _, calendars in plans)
    wide: dict[int, Calendars] = {}
    found = {}
    for person in people:
        home = next((number for number, (plan, _) in enumerate(plans) if person.id in plan.resource), None)
        if home is not None:
            plan = plans[home][0]
            time = wide.setdefault(home, Calendars(plan.calendars, first=first, last=last))
            found[person.id] = capacity_of(plan, plan.resource[person.id], time, person=person.id)
    return found
