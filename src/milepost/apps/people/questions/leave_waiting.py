"""Which leave waits for a decision."""

from typing import Any

from milepost.apps.people.entities import LEAVE
from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.models import Leave
from milepost.apps.people.rules.availability import half_days_taken
from milepost.apps.people.selectors.availability import working_of
from milepost.apps.people.selectors.deciding import deciders
from milepost.apps.people.selectors.oneself import person_of
from milepost.kernel.inputs import Choice, Day, Flag, Ref
from milepost.kernel.questions import Answer, asker, question

GIVES = {
    "leave": Ref(entity="leave", label="Leave"),
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "part": Choice(options=Leave.PARTS, label="Part"),
    "takes": HalfDays(label="Takes", help="Days on which they would have worked."),
    "yours": Flag(label="Waits for you", help="You are above them, or stand in for somebody who is."),
    "nearest": Flag(label="Reports to you", help="Or to whom you stand in for: nobody nearer to them decides."),
    "place": Ref(entity="person", label="In the place of", required=False, help="For whom you stand in."),
}


@question(LEAVE, "waiting", gives=GIVES)
def waiting(leave: Any) -> Answer:
    """Leave that is asked for and not decided, the first to begin first. It says how many working days each takes, and whether it waits for
    you: as one above that person, or who stands in for one."""
    asked = list(leave.filter(state="requested").order_by("first_day", "pk"))
    if not asked:
        return Answer(())
    people = {one.person_id for one in asked}
    who = person_of(asker().account, here=True)
    allowed = deciders(people) if who is not None else {}
    first, last = min(one.first_day for one in asked), max(one.last_day for one in asked)
    known, notes = working_of(people, first, last)
    by_person = {one.person: one for one in known}
    rows = []
    for one in asked:
        theirs, stretch = by_person.get(one.person_id), (one.first_day, one.last_day, one.part)
        takes = sum(half for _, half in half_days_taken(theirs, stretch, one.first_day, one.last_day)) if theirs is not None else 0
        mine = who is not None and who in allowed[one.person_id]
        place = allowed[one.person_id][who] if mine and who is not None else None
        nearest = mine and (place or who) == next(iter(allowed[one.person_id]))
        row = {"leave": one.pk, "person": one.person_id, "first_day": one.first_day, "last_day": one.last_day, "part": one.part}
        rows.append(row | {"takes": takes, "yours": mine, "nearest": nearest, "place": place})
    return Answer(rows, notes, {one.pk: one.first_day for one in asked})
