"""Refuses two spans of one person that share a day, where a day can hold one only."""

from collections.abc import Collection, Sequence
from typing import Any

from milepost.apps.people.models import Person
from milepost.kernel.errors import Fault, Invalid
from milepost.values import Said


def in_turn(people: Collection[int]) -> dict[int, Person]:
    """The people by id, locked until the transaction ends: of two who take days of one person at a time, the second sees the first's."""
    return {one.pk: one for one in Person.objects.filter(pk__in=people).order_by("pk").select_for_update(of=("self",))}


def refuse_overlaps(records: Sequence[Any], says: str, *, by: str = "") -> None:
    """For use before records with `person`, `first_day` and `last_day` are saved; `says` names {first} and {last} of the one that is there.
    With `by`, only spans that have the same value of it overlap. Raises Invalid."""
    if not records:
        return
    people = {one.person_id for one in records}
    in_turn(people)
    held = type(records[0])._default_manager.filter(person_id__in=people).exclude(pk__in=[one.pk for one in records])
    taken = [(_whose(one, by), one.first_day, one.last_day) for one in held]
    for one in records:
        for whose, first, last in taken:
            if whose == _whose(one, by) and one.first_day <= last and first <= one.last_day:
                raise Invalid({"first_day": [Fault("days-taken", Said(says, {"first": first, "last": last}))]})
        taken.append((_whose(one, by), one.first_day, one.last_day))


def _whose(record: Any, by: str) -> tuple[int, Any]:
    return record.person_id, getattr(record, by) if by else None
