"""A deliverable: what a project hands over, and on what it is accepted."""

from typing import ClassVar

from django.db import models

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.projects.models.project import Project
from milepost.apps.projects.models.stage import Stage
from milepost.kernel.models.record import NumberedRecord


class Deliverable(NumberedRecord):
    """Drafted, reviewed, accepted: by a contact of the client or a person of the house."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="deliverables")
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="deliverables")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    acceptance_criteria = models.TextField(blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="deliverables")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10)
    accepted_by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_by_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="accepted")
                | models.Q(accepted_by_person__isnull=False)
                | models.Q(accepted_by_contact__isnull=False),
                name="deliverable_accepted_by_somebody",
                violation_error_message="a deliverable is accepted by somebody.",
            )
        ]

    def __str__(self) -> str:
        return self.name
