"""Tells the room below who still belongs to an organisation that is to be closed."""

from collections.abc import Sequence

from django.db.models import Count, Q

from milepost.apps.organisations.ports import told_before_closing
from milepost.apps.people.models import Person


@told_before_closing
def people_of(organisations: Sequence[int]) -> list[str]:
    """How many active people belong to them, or to a site of theirs."""
    theirs, based = Q(organisation__in=organisations), Q(site__organisation__in=organisations)
    here = Person.objects.filter(theirs | based, state="active")
    count, at_site = here.aggregate(count=Count("pk", filter=theirs), at_site=Count("pk", filter=~theirs)).values()
    told = ((count, "belong to it"), (at_site, "usually work at a site of it"))
    return [f"{'1 person who works' if n == 1 else f'{n} people who work'} here {_said(what, n)}." for n, what in told if n]


def _said(what: str, n: int) -> str:
    """One belongs, two belong."""
    return what.replace("belong", "belongs").replace("work", "works") if n == 1 else what
