"""Refuses two spans of one person that share a day, where a day can hold one only."""

from collections.abc import Sequence
from typing import Any

from milepost.apps.people.models import Person
from milepost.kernel.errors import Fault, Invalid


def refuse_overlaps(records: Sequence[Any], says: str) -> None:
    """For use before records with `person`, `first_day` and `last_day` are saved; `says` names {first} and {last} of the one that is there.
    Raises Invalid. The people are locked, so that two at a time see each other."""
    if not records:
        return
    people = {one.person_id for one in records}
    list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    held = type(records[0])._default_manager.filter(person_id__in=people)
    spans = [(one.person_id, one.pk, one.first_day, one.last_day) for one in held.exclude(pk__in=[one.pk for one in records])]
    for one in records:
        for person, _, first, last in spans:
            if person == one.person_id and one.first_day <= last and first <= one.last_day:
                raise Invalid({"first_day": [Fault("days-taken", says.format(first=first, last=last))]})
        spans.append((one.person_id, one.pk, one.first_day, one.last_day))
