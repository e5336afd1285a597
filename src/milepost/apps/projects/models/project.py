"""A project: work with an end, for a client who pays or for a department of the house."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.organisations.models import Contact, Organisation
from milepost.apps.people.models import Person
from milepost.apps.projects.models.programme import Programme
from milepost.kernel.models.record import NumberedRecord


class Project(NumberedRecord):
    """`organisation` is the client, or the department whose project it is. `sponsor` is the person of the house who answers for it and
    approves the scope of an internal project; `client_sponsor` their like at the client. `weight` says how much a day of delay matters
    beside other projects; `committed_finish` is the day that was promised."""

    KINDS: ClassVar = {"client": "For a client", "internal": "Internal"}
    BILLING: ClassVar = {
        "time-and-materials": "Time and materials",
        "fixed-price": "Fixed price",
        "milestone": "By milestone",
        "prepaid": "From prepaid days",
        "none": "Not billed",
    }

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS.items())
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="projects")
    billing = models.CharField(max_length=20, choices=BILLING.items(), default="none")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="projects")
    manager = models.ForeignKey(Person, models.PROTECT, null=True, related_name="managed_projects")
    sponsor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="sponsored_projects")
    client_sponsor = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="sponsored_projects")
    purpose = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    committed_finish = models.DateField(null=True)
    weight = models.PositiveSmallIntegerField(default=100)
    state = models.CharField(max_length=10)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="project_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="client") | Q(organisation__isnull=False),
                name="project_client_named",
                violation_error_message="a client's project names the client.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="internal") | Q(billing="none"),
                name="project_internal_not_billed",
                violation_error_message="nobody is billed for an internal project; say 'none'.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(committed_finish__isnull=True) | Q(committed_finish__gte=models.F("starts_on")),
                name="project_finishes_after_start",
                violation_error_message="the promised finish lies before the start.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
