"""Who is where."""

from datetime import date
from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Whereabouts
from milepost.apps.people.questions.whom import InTeam
from milepost.apps.people.selectors.availability import available
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.inputs import Choice, Day, Flag, Ref, Span
from milepost.kernel.questions import Answer, question
from milepost.kernel.settings import today_here

PLACES = {**Whereabouts.PLACES, "away": "Away", "usual": "Where they usually work", "unknown": "Not known"}
GIVES = {
    "person": Ref(entity="person", label="Person"),
    "place": Choice(options=PLACES, label="Place"),
    "site": Ref(entity="site", label="Site", required=False),
    "overnight": Flag(label="Overnight"),
    "until": Day(label="Until", required=False),
    "minutes": Span(label="Available"),
}


@question(PERSON, "where", gives=GIVES)
def where(
    people: Any,
    *,
    on: Annotated[date | None, Day(required=False, help="Today when empty.")] = None,
    team: InTeam = None,
) -> Answer:
    """Who is where on a day, whether they stay away from home, and how much time they have: to find somebody at short notice. Who has no
    time that day is away."""
    day = on or today_here()
    chosen = narrowed(people, team=team)
    days, notes = available(chosen, day, day)
    usual = dict(chosen.values_list("pk", "site_id"))
    said = {one.person_id: one for one in Whereabouts.objects.filter(person__in=usual, first_day__lte=day, last_day__gte=day)}
    rows = []
    for one in days:
        row = {"person": one.person, "place": "away", "site": None, "overnight": False, "until": None, "minutes": one.minutes}
        there, site = said.get(one.person), usual[one.person]
        if one.minutes and there is not None:
            row |= {"place": there.place, "site": there.site_id, "overnight": there.overnight, "until": there.last_day}
        elif one.minutes:
            row |= {"place": "unknown" if site is None else "usual", "site": site}
        rows.append(row)
    return Answer(rows, notes)
