"""Every day of people: how much time, and what takes it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Leave, Whereabouts
from milepost.apps.people.questions.spans import FirstDay, LastDay, check_span
from milepost.apps.people.questions.whom import InTeam, OnePerson
from milepost.apps.people.rules.availability import Working, days_of, name_of_holiday, part_on
from milepost.apps.people.selectors.availability import names_of, working
from milepost.apps.people.selectors.teams import narrowed
from milepost.kernel.inputs import Choice, Day, Flag, Ref, Span, Text
from milepost.kernel.questions import Across, Answer, question

GIVES = {
    "person": Ref(entity="person", label="Person"),
    "day": Day(label="Day"),
    "pattern": Span(label="Pattern", help="Minutes by the working pattern."),
    "minutes": Span(label="Available", help="Minutes that are left."),
    "holiday": Text(label="Public holiday", required=False),
    "leave": Choice(options=Leave.PARTS, label="Leave", required=False, help="The part of the day that approved leave takes."),
    "place": Choice(options=Whereabouts.PLACES, label="Place", required=False, help="Where it is not where they usually work."),
    "site": Ref(entity="site", label="Site", required=False),
    "overnight": Flag(label="Overnight", help="They stay away from home."),
    "zone": Text(label="Time zone", required=False, help="Of where they are, as far as it is known."),
}


@question(PERSON, "days", gives=GIVES, across=Across("person", "day", "minutes"))
def days(
    people: Any,
    *,
    from_: FirstDay,
    to: LastDay,
    team: InTeam = None,
    person: OnePerson = None,
) -> Answer:
    """Every day of people one by one: how much time they have, and the public holiday or approved leave that takes it. Where they are is
    told when that is not where they usually work; why they are on leave is not."""
    check_span(from_, to)
    known, notes = working(narrowed(people, team=team, person=person), from_, to)
    said: dict[int, list[Whereabouts]] = {}
    keys = [one.person for one in known]
    for one in (
        Whereabouts.objects.filter(person_id__in=keys, first_day__lte=to, last_day__gte=from_).select_related("site").order_by("first_day")
    ):
        said.setdefault(one.person_id, []).append(one)
    return Answer((row for one in known for row in _rows(one, said.get(one.person, ()), from_, to)), notes, names_of(known))


def _rows(one: Working, said: Any, first: date, last: date) -> Iterator[dict[str, Any]]:
    for day in days_of(one, first, last):
        there = next((stay for stay in said if stay.first_day <= day.first_day <= stay.last_day), None) if day.minutes else None
        yield {
            "person": one.person,
            "day": day.first_day,
            "pattern": day.pattern,
            "minutes": day.minutes,
            "holiday": name_of_holiday(one, day.first_day) if day.holiday or not day.pattern else "",
            "leave": part_on(one.leave, day.first_day) if day.leave else "",
            "place": there.place if there else "",
            "site": there.site_id if there else None,
            "overnight": there is not None and there.overnight,
            "zone": there.site.zone if there and there.site else "" if there else one.zone,
        }
