"""Who has how much time when."""

from itertools import groupby
from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.questions.spans import FirstDay, LastDay, check_span
from milepost.apps.people.questions.whom import InTeam, OnePerson
from milepost.apps.people.rules.availability import beginning_of, summed
from milepost.apps.people.selectors.availability import available
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.inputs import Choice, Day, Ref, Span
from milepost.kernel.questions import Across, Answer, question

BY = {"day": "Day", "week": "Week", "month": "Month", "span": "The whole span"}
GIVES = {
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "pattern": Span(label="Pattern", help="Minutes by the working pattern."),
    "holiday": Span(label="Holidays", help="Minutes of those that public holidays take."),
    "leave": Span(label="Leave", help="Minutes of the others that approved leave takes."),
    "minutes": Span(label="Available", help="Minutes that are left."),
}


@question(PERSON, "availability", gives=GIVES, across=Across("person", "first_day", "minutes"))
def availability(
    people: Any,
    *,
    from_: FirstDay,
    to: LastDay,
    team: InTeam = None,
    person: OnePerson = None,
    by: Annotated[str, Choice(options=BY, required=False, help="A row for each day, week (the usual), month, or one.")] = "week",
) -> Answer:
    """How many minutes people are available: their working pattern, less public holidays, less approved leave.

    What is booked with them is not taken off."""
    check_span(from_, to)
    days, notes = available(narrowed(people, team=team, person=person), from_, to)
    groups = groupby(days, key=lambda one: (one.person, beginning_of(one.first_day, by)))
    sums = (summed(list(group)) for _, group in groups)
    return Answer([{name: getattr(one, name) for name in GIVES} for one in sums], notes)
