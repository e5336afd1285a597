"""Who is in a team."""

from typing import Any

from django.db.models import Q

from milepost.apps.people.models import Person, Team
from milepost.kernel.access import remembered


def parts_of(team: int) -> list[int]:
    """Ids of the team and of every team that is part of it, however many steps. One query within one reading."""
    found, above = {team}, remembered(("parts of teams",), lambda: dict(Team.objects.exclude(part_of=None).values_list("pk", "part_of_id")))
    while more := {part for part, whole in above.items() if whole in found} - found:
        found |= more
    return sorted(found)


def narrowed(people: Any, *, team: Team | None = None, person: Person | None = None) -> Any:
    """Of a queryset of people those in a team or a part of it, further members included, or the one person."""
    if person is not None:
        people = people.filter(pk=person.pk)
    if team is not None:
        teams = parts_of(team.pk)
        people = people.filter(Q(team__in=teams) | Q(pk__in=Person.objects.filter(further_teams__team__in=teams).values("pk")))
    return people
