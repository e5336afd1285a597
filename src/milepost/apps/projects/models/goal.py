"""What a project is for, in one sentence that can be checked."""

from typing import ClassVar

from django.db import models

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.projects.models.business_goal import BusinessGoal
from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import Record


class Goal(Record):
    """Tied to a goal of the client's or the department's business, and signed off by one of them."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="goals")
    name = models.CharField(max_length=300)
    business_goal = models.ForeignKey(BusinessGoal, models.PROTECT, null=True, related_name="goals")
    state = models.CharField(max_length=10)
    signed_by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_by_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="signed-off")
                | models.Q(signed_by_person__isnull=False)
                | models.Q(signed_by_contact__isnull=False),
                name="goal_signed_by_somebody",
                violation_error_message="a goal is signed off by somebody.",
            )
        ]

    def __str__(self) -> str:
        return self.name
