"""A contact: a person at an organisation."""

from typing import ClassVar

from django.db import models

from milepost.apps.organisations.models.organisation import Organisation
from milepost.apps.organisations.models.site import Site
from milepost.kernel.models.record import Record


class Contact(Record):
    """Somebody to speak to there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="contacts")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="contact_by_name")]

    def __str__(self) -> str:
        return self.name
