"""A site: where an organisation's people work and its equipment stands."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.apps.organisations.models.organisation import Organisation
from milepost.kernel.models.record import Record


class Site(Record):
    """A place of one organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    zone = models.CharField(max_length=64, blank=True)
    access = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="site_by_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Lower("name"), name="site_name", violation_error_message="this organisation has a site of this name."
            )
        ]

    def __str__(self) -> str:
        return self.name
