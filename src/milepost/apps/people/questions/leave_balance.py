"""How much leave is left."""

from datetime import date
from typing import Annotated, Any

from milepost.apps.people.entities import LEAVE_ALLOWANCE
from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.models import Leave, Person
from milepost.apps.people.rules.availability import half_days_taken
from milepost.apps.people.rules.leave import Stretch
from milepost.apps.people.selectors.availability import working_of
from milepost.kernel.inputs import Day, Ref
from milepost.kernel.questions import Answer, question
from milepost.kernel.settings import today_here

LEAST = -2 * 366
GIVES = {
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "allowance": HalfDays(label="Allowance"),
    "taken": HalfDays(label="Taken", help="Approved, before today."),
    "booked": HalfDays(label="Booked", help="Approved, from today on."),
    "requested": HalfDays(label="Requested", help="Asked for and not decided."),
    "left": HalfDays(label="Left", least=LEAST, help="What is neither taken nor booked."),
}
COUNTED = {"approved": ("taken", "booked"), "requested": ("requested", "requested")}


@question(LEAVE_ALLOWANCE, "balance", gives=GIVES)
def balance(
    allowances: Any,
    *,
    on: Annotated[date | None, Day(required=False, help="The allowances that hold on this day; today when empty.")] = None,
    person: Annotated[Person | None, Ref(entity="person", required=False)] = None,
) -> Answer:
    """How many days of annual leave people have taken, booked, asked for and left. Only days on which they would have worked are counted:
    not public holidays, and not days off by their pattern; mornings and afternoons are half-days."""
    today = today_here()
    day = on or today
    held = allowances.filter(first_day__lte=day, last_day__gte=day)
    rows = list((held.filter(person=person) if person is not None else held).order_by("person__name", "pk"))
    if not rows:
        return Answer(())
    first, last = min(row.first_day for row in rows), max(row.last_day for row in rows)
    known, notes = working_of([row.person_id for row in rows], first, last)
    by_person = {one.person: one for one in known}
    leave: dict[int, list[tuple[str, Stretch]]] = {}
    taken = Leave.objects.filter(person__in=by_person, kind="holiday", state__in=COUNTED, first_day__lte=last, last_day__gte=first)
    for key, state, begins, ends, part in taken.values_list("person_id", "state", "first_day", "last_day", "part"):
        leave.setdefault(key, []).append((state, (begins, ends, part)))
    made = []
    for row in rows:
        found = {"taken": 0, "booked": 0, "requested": 0}
        for state, stretch in leave.get(row.person_id, ()):
            for counted, half_days in half_days_taken(by_person[row.person_id], stretch, row.first_day, row.last_day):
                found[COUNTED[state][counted >= today]] += half_days
        left = row.half_days - found["taken"] - found["booked"]
        span = {"person": row.person_id, "first_day": row.first_day, "last_day": row.last_day, "allowance": row.half_days}
        made.append({**span, **found, "left": left})
    return Answer(made, notes)
