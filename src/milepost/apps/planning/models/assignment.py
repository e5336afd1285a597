"""An assignment: who works on a task, with which share of their time; or which role somebody has to be found for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.people.models import Person, WorkRole
from milepost.apps.planning.models.task import Task
from milepost.kernel.models.record import Record
from milepost.values import FULL_SHARE


class Assignment(Record):
    """The person answers: `state` is offered, accepted or declined."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="assignments")
    work_role = models.ForeignKey(WorkRole, models.PROTECT, null=True, related_name="assignments")
    share = models.PositiveIntegerField(default=FULL_SHARE)
    effort_minutes = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=10)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(work_role__isnull=False),
                name="assignment_of_somebody",
                violation_error_message="name a person, or the work role that somebody is sought for.",
            ),
            models.UniqueConstraint(
                fields=["task", "person"], name="assignment_person_once", violation_error_message="this person is assigned already."
            ),
        ]
