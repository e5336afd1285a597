"""A copy of a project's success criteria that somebody involved was sent at a gate."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.projects.models.project import Project
from milepost.apps.projects.models.stage import Stage
from milepost.kernel.models.record import Record


class CriteriaCopy(Record):
    """`content` are the criteria as they stood then, a line for each. Whoever logs in here finds a notice; to others they are handed."""

    OCCASIONS: ClassVar = {
        "begin": "The stage began",
        "gate": "Before the gate",
        "passed": "The gate was passed",
        "stopped": "The stage was stopped",
    }
    WAYS: ClassVar = {"notice": "By a notice", "by-hand": "To be handed over"}

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="criteria_copies")
    project = models.ForeignKey(Project, models.PROTECT, related_name="criteria_copies")
    occasion = models.CharField(max_length=8, choices=OCCASIONS.items())
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=WAYS.items())
    sent_at = models.DateTimeField()
    content = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, contact__isnull=True) | Q(person__isnull=True, contact__isnull=False),
                name="criteria_copy_for_one",
                violation_error_message="it is for one: a person of the house or a contact.",
            ),
            models.CheckConstraint(
                condition=Q(way="by-hand") | Q(person__isnull=False),
                name="criteria_copy_notice_to_person",
                violation_error_message="a notice reaches a person of the house; a contact is handed it.",
            ),
            models.CheckConstraint(
                condition=~Q(content=""),
                name="criteria_copy_says_what",
                violation_error_message="a copy holds the criteria as they were sent.",
            ),
        ]
