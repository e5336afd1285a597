"""Who stands in for whom today: named for the day, and for somebody who is away by approved leave."""

from dataclasses import dataclass
from datetime import date

from milepost.apps.people.models import Leave, StandIn
from milepost.apps.people.rules.standing_in import acting_for
from milepost.kernel.settings import today_here


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one day the stand-ins by whom they are named for, and who is away."""

    stand_ins: dict[int, set[int]]
    away: frozenset[int]

    def acting_for(self, person: int) -> frozenset[int]:
        """Who acts for a person; nobody for one who is there."""
        return acting_for(person, self.stand_ins, self.away)

    def places_of(self, person: int) -> frozenset[int]:
        """For whom a person acts."""
        if not self.stand_ins:
            return frozenset()
        return frozenset(one for one in self.stand_ins if person in self.acting_for(one))


def standing_on(day: date) -> Standing:
    """In one query, or two where anybody is named. Whoever has leave on the day is away, if only for half of it."""
    found: dict[int, set[int]] = {}
    for person, stand_in in StandIn.objects.filter(first_day__lte=day, last_day__gte=day).values_list("person_id", "stand_in_id"):
        found.setdefault(person, set()).add(stand_in)
    if not found:
        return Standing({}, frozenset())
    named = set(found).union(*found.values())
    leave = Leave.objects.filter(person_id__in=named, state="approved", first_day__lte=day, last_day__gte=day)
    return Standing(found, frozenset(leave.values_list("person_id", flat=True)))


def standing_today() -> Standing:
    """Of the house's day."""
    return standing_on(today_here())
