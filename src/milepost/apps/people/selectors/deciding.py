"""Who may decide for whom: a person's manager, everybody above, and those who stand in for one of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from milepost.apps.people.models import Person, StandIn


def deciders(people: Iterable[Person], on: date) -> dict[int, set[int]]:
    """By person the ids of those who may decide on the day."""
    people = list(people)
    managers = dict(Person.objects.exclude(manager=None).values_list("pk", "manager_id"))
    stand_ins: dict[int, set[int]] = {}
    for person, stand_in in StandIn.objects.filter(first_day__lte=on, last_day__gte=on).values_list("person_id", "stand_in_id"):
        stand_ins.setdefault(person, set()).add(stand_in)
    return {person.pk: _above(person.pk, managers, stand_ins) for person in people}


def _above(person: int, managers: Mapping[int, int | None], stand_ins: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    above = managers.get(person)
    while above is not None and above not in found:
        found.add(above)
        above = managers.get(above)
    return (found | {other for one in found for other in stand_ins.get(one, ())}) - {person}
