"""How much leave is left."""

from datetime import date
from typing import Annotated, Any

from django.db.models import Q

from milepost.apps.people.entities import LEAVE_ALLOWANCE
from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.models import Leave, Person
from milepost.apps.people.questions.whom import Among, OnePerson, among
from milepost.apps.people.rules.availability import half_days_taken
from milepost.apps.people.rules.leave import Stretch
from milepost.apps.people.selectors.availability import working_of
from milepost.kernel.access import reach
from milepost.kernel.inputs import Choice, Day, Ref
from milepost.kernel.questions import Answer, asker, question
from milepost.kernel.settings import today_here

LEAST = -2 * 366
GIVES = {
    "person": Ref(entity="person", label="Person"),
    "kind": Choice(options=Leave.KINDS, label="Kind"),
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
    person: OnePerson = None,
    people: Among = (),
    kind: Annotated[str, Choice(options=Leave.KINDS, required=False, help="Every kind with an allowance when empty.")] = "",
) -> Answer:
    """How many days of leave of each kind people have taken, booked, asked for and left of their allowances. Only days on which they would
    have worked are counted: not public holidays, and not days off by their pattern; mornings and afternoons are half-days. Of kinds other
    than annual leave it is told to who may see why somebody is away."""
    today = today_here()
    day = on or today
    held = allowances.filter(_told_kinds(), first_day__lte=day, last_day__gte=day)
    held = held.filter(person=person) if person is not None else held
    held = held.filter(person__in=among(Person.objects.all(), people)) if people else held
    held = held.filter(kind=kind) if kind else held
    rows = list(held.order_by("person__name", "person", "kind"))
    if not rows:
        return Answer(())
    first, last = min(row.first_day for row in rows), max(row.last_day for row in rows)
    known, notes = working_of([row.person_id for row in rows], first, last)
    by_person = {one.person: one for one in known}
    leave: dict[tuple[int, str], list[tuple[str, Stretch]]] = {}
    taken = Leave.objects.filter(person__in=by_person, state__in=COUNTED, first_day__lte=last, last_day__gte=first)
    for key, of, state, begins, ends, part in taken.values_list("person_id", "kind", "state", "first_day", "last_day", "part"):
        leave.setdefault((key, of), []).append((state, (begins, ends, part)))
    made = []
    for row in rows:
        found = {"taken": 0, "booked": 0, "requested": 0}
        for state, stretch in leave.get((row.person_id, row.kind), ()):
            for counted, half_days in half_days_taken(by_person[row.person_id], stretch, row.first_day, row.last_day):
                found[COUNTED[state][counted >= today]] += half_days
        left = row.half_days - found["taken"] - found["booked"]
        span = {"first_day": row.first_day, "last_day": row.last_day, "allowance": row.half_days}
        made.append({"person": row.person_id, "kind": row.kind, **span, **found, "left": left})
    return Answer(made, notes)


def _told_kinds() -> Q:
    """How much of another kind somebody took says why they were away: only to who may see that."""
    why = reach(LEAVE_ALLOWANCE, asker(), "leave.kind")
    return Q(kind=Leave.ANNUAL) | why if why else Q()
