"""Whom a question is about: inputs that several questions narrow people down by."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import Q

from milepost.apps.people.models import Person, Team, WorkRole
from milepost.kernel.inputs import Ref, Words

InTeam = Annotated[Team | None, Ref(entity="team", required=False, help="With the teams that are part of it.")]
OnePerson = Annotated[Person | None, Ref(entity="person", required=False)]
Among = Annotated[Sequence[str], Words(required=False, help="Only these people, by id or number, such as PER-1,PER-2.")]
WithRole = Annotated[WorkRole | None, Ref(entity="work-role", required=False, help="Only people with this work role.")]


def among(people: Any, wanted: Sequence[str]) -> Any:
    """Of a queryset of people those wanted, by id or number, as far as they are in it; all of them where none are named."""
    if not wanted:
        return people
    ids = [int(one) for one in wanted if one.isdecimal() and len(one) < 19]
    return people.filter(Q(pk__in=ids) | Q(number__in=[one.upper() for one in wanted if not one.isdecimal()]))
