"""Whereabouts: where somebody works on some days, when it is not where they usually do."""

from typing import ClassVar

from django.db import models

from milepost.apps.organisations.models import Site
from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class Whereabouts(Record):
    """From the first day to the last, both included. One who is `overnight` stays away from home."""

    PLACES: ClassVar = {"site": "At a site", "home": "At home", "travelling": "Travelling", "elsewhere": "Elsewhere"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="whereabouts")
    first_day = models.DateField()
    last_day = models.DateField()
    place = models.CharField(max_length=10, choices=PLACES.items())
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    overnight = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="whereabouts_end_after_they_begin",
                violation_error_message="the last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=models.Q(place="site", site__isnull=False) | (~models.Q(place="site") & models.Q(site__isnull=True)),
                name="whereabouts_site",
                violation_error_message="which site? It is named for somebody who is at a site, and only then.",
            ),
        ]
