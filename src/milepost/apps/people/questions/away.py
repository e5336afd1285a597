"""Who is away when, and who stands in for them."""

from datetime import date, timedelta
from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Leave, StandIn
from milepost.apps.people.questions.spans import check_span
from milepost.apps.people.questions.whom import Among, InTeam, among
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.inputs import Choice, Day, Ref
from milepost.kernel.questions import Answer, question
from milepost.kernel.settings import today_here

WEEK = timedelta(days=6)
GIVES = {
    "person": Ref(entity="person", label="Person"),
    "first_day": Day(label="From"),
    "last_day": Day(label="To"),
    "part": Choice(options=Leave.PARTS, label="Part"),
    "stand_in": Ref(entity="person", label="Stands in", required=False),
}


@question(PERSON, "away", gives=GIVES)
def away(
    visible: Any,
    *,
    from_: Annotated[date | None, Day(required=False, help="First day; today when empty.")] = None,
    to: Annotated[date | None, Day(required=False, help="Last day; six days later when empty.")] = None,
    team: InTeam = None,
    people: Among = (),
) -> Answer:
    """Who is away by approved leave, and who is named to stand in for them meanwhile. Why they are away is not told."""
    first = from_ or today_here()
    last = to or first + WEEK
    check_span(first, last)
    chosen = narrowed(among(visible, people), team=team).values("pk")
    leave = Leave.objects.filter(person__in=chosen, state="approved", first_day__lte=last, last_day__gte=first)
    named: dict[int, list[StandIn]] = {}
    for one in StandIn.objects.filter(person__in=chosen, first_day__lte=last, last_day__gte=first).order_by("first_day", "pk"):
        named.setdefault(one.person_id, []).append(one)
    rows = []
    names: dict[int, str] = {}
    fields = ("person_id", "person__name", "first_day", "last_day", "part")
    for off in leave.order_by("first_day", "person__name", "pk").values_list(*fields, named=True):
        names[off.person_id] = off.person__name
        # A row for each who stands in: two share the work, and one after the other is two rows as well.
        meanwhile = (one for one in named.get(off.person_id, ()) if one.first_day <= off.last_day and off.first_day <= one.last_day)
        standing: list[int | None] = [one.stand_in_id for one in meanwhile]
        base = {"person": off.person_id, "first_day": off.first_day, "last_day": off.last_day, "part": off.part}
        rows += [base | {"stand_in": stand_in} for stand_in in dict.fromkeys(standing or [None])]
    return Answer(rows, titles=names)
