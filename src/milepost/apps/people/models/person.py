"""A person who works for the house, whether they log in or not."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.apps.organisations.models import Organisation, Site
from milepost.apps.people.models.team import Team
from milepost.apps.people.models.work_role import WorkRole
from milepost.kernel.models import Account
from milepost.kernel.models.record import NumberedRecord


class Person(NumberedRecord):
    """`organisation` is the supplier or department they come from; `country` and `region` decide their public holidays, `site` is where
    they work when nothing else is said. `works_under` names who countersigns what they draft: their manager where it is empty."""

    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    account = models.OneToOneField(Account, models.PROTECT, null=True, related_name="person")
    state = models.CharField(max_length=10)
    work_role = models.ForeignKey(WorkRole, models.PROTECT, null=True, related_name="people")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="people")
    manager = models.ForeignKey("self", models.PROTECT, null=True, related_name="reports")
    works_under = models.ForeignKey("self", models.PROTECT, null=True, related_name="works_with")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="people")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="people")
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=10, blank=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="person_by_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email",
                condition=~models.Q(email=""),
                violation_error_message="somebody else has this address.",
            ),
            models.CheckConstraint(
                condition=~models.Q(manager=models.F("id")),
                name="person_not_own_manager",
                violation_error_message="nobody is their own manager.",
            ),
            models.CheckConstraint(
                condition=~models.Q(works_under=models.F("id")),
                name="person_not_under_themselves",
                violation_error_message="nobody works under themselves.",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(joined_on__isnull=True) | models.Q(left_on__gte=models.F("joined_on")),
                name="person_left_after_joining",
                violation_error_message="they left before they joined.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
