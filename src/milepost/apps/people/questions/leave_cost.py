"""What leave takes, before it is asked for."""

from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.entities.half_days import HalfDays
from milepost.apps.people.models import Leave
from milepost.apps.people.questions.spans import FirstDay, LastDay, check_span
from milepost.apps.people.rules.availability import half_days_taken, name_of_holiday
from milepost.apps.people.rules.leave import Stretch, first_clash
from milepost.apps.people.selectors.availability import working
from milepost.kernel.inputs import Choice, Day, Ref, Text
from milepost.kernel.questions import Answer, question

GIVES = {
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "takes": HalfDays(label="Takes", help="Days on which they would have worked."),
    "holidays": Text(label="Public holidays", most=2000, required=False, help="Those within, which take nothing."),
    "clash_from": Day(label="Clashes from", required=False, help="Leave of theirs, approved or asked for, that takes the same days."),
    "clash_to": Day(label="Clashes to", required=False),
}


@question(PERSON, "leave-cost", gives=GIVES)
def leave_cost(
    people: Any,
    *,
    person: Annotated[Any, Ref(entity="person", label="Person")],
    from_: FirstDay,
    to: LastDay,
    part: Annotated[str, Choice(options=Leave.PARTS, required=False, help="Whole days when empty.")] = "day",
) -> Answer:
    """How many working days leave would take from somebody's allowance, which public holidays lie within, and whether it clashes with
    leave of theirs. Whose leave it clashes with beside is told by person.away, and what is left by leave-allowance.balance."""
    check_span(from_, to)
    known, notes = working(people.filter(pk=person.pk), from_, to, with_leave=False)
    stretch: Stretch = (from_, to, part)
    rows = []
    for one in known:
        held = Leave.objects.filter(person_id=one.person, state__in=("requested", "approved"), first_day__lte=to, last_day__gte=from_)
        clash = first_clash(stretch, list(held.values_list("first_day", "last_day", "part")))
        free = [day for day in sorted(one.holidays) if from_ <= day <= to]
        row = {"person": one.person, "first_day": from_, "last_day": to}
        row |= {"takes": sum(half_days for _, half_days in half_days_taken(one, stretch, from_, to))}
        row |= {"holidays": ", ".join(f"{name_of_holiday(one, day)} ({day})" for day in free)}
        rows.append(row | {"clash_from": clash[0] if clash else None, "clash_to": clash[1] if clash else None})
    return Answer(rows, notes)
