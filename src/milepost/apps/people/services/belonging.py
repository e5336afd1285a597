"""Tells the room below who still belongs to an organisation that is to be closed."""

from collections.abc import Sequence

from django.db.models import Count, Q

from milepost.apps.organisations.ports import told_before_closing
from milepost.apps.people.models import Person
from milepost.values import said_many


@told_before_closing
def people_of(organisations: Sequence[int]) -> list[str]:
    """How many active people belong to them, or to a site of theirs."""
    theirs, based = Q(organisation__in=organisations), Q(site__organisation__in=organisations)
    here = Person.objects.filter(theirs | based, state="active")
    count, at_site = here.aggregate(count=Count("pk", filter=theirs), at_site=Count("pk", filter=~theirs)).values()
    belong = said_many("1 person who works here belongs to it.", "{count} people who work here belong to it.", count=count)
    work = said_many(
        "1 person who works here usually works at a site of it.",
        "{count} people who work here usually work at a site of it.",
        count=at_site,
    )
    return [told for n, told in ((count, belong), (at_site, work)) if n]
