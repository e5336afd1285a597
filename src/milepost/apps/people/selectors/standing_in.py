"""Who stands in for whom today: named for the day, and for somebody who is away by approved leave."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from milepost.apps.people.models import Leave, StandIn
from milepost.apps.people.rules.standing_in import acting_for
from milepost.kernel.access import remembered
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
    """In one query. Whoever has leave on the day is away, if only for half of it."""
    leave = Leave.objects.filter(state="approved", first_day__lte=day, last_day__gte=day)
    named = StandIn.objects.filter(first_day__lte=day, last_day__gte=day).annotate(
        person_away=Exists(leave.filter(person=OuterRef("person"))), stand_in_away=Exists(leave.filter(person=OuterRef("stand_in")))
    )
    found: dict[int, set[int]] = {}
    away: set[int] = set()
    for person, stand_in, gone, gone_too in named.values_list("person_id", "stand_in_id", "person_away", "stand_in_away"):
        found.setdefault(person, set()).add(stand_in)
        away.update(key for key, is_away in ((person, gone), (stand_in, gone_too)) if is_away)
    return Standing(found, frozenset(away))


def standing_today() -> Standing:
    """Of the house's day."""
    today = today_here()
    return remembered(("standing in", today), lambda: standing_on(today))
