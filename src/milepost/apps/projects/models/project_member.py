"""Somebody with a part in a project: on its board, in its team, or at the client."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import Record


class ProjectMember(Record):
    """A person of the house or a contact of an organisation, never both. Who has `works_under` works under their countersignature here:
    what a part in the project, or a grant for it, lets them change they only draft."""

    PARTS: ClassVar = {
        "executive": "Board: executive",
        "senior-user": "Board: senior user",
        "senior-supplier": "Board: senior supplier",
        "assurance": "Project assurance",
        "associate": "Associate project manager",
        "team-manager": "Team manager",
        "architect": "Technical authority",
        "member": "Team member",
        "support": "Project support",
        "user": "User representative",
    }

    project = models.ForeignKey(Project, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="project_parts")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="project_parts")
    part = models.CharField(max_length=16, choices=PARTS.items(), default="member")
    works_under = models.ForeignKey(Person, models.PROTECT, null=True, related_name="countersigned_parts")
    duties = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, contact__isnull=True) | Q(person__isnull=True, contact__isnull=False),
                name="project_member_one",
                violation_error_message="name either a person of the house or a contact.",
            ),
            models.CheckConstraint(
                condition=Q(works_under__isnull=True) | Q(person__isnull=False) & ~Q(person=models.F("works_under")),
                name="project_member_under_another",
                violation_error_message="a person of the house works under another one, and nobody under themselves.",
            ),
            models.CheckConstraint(
                condition=~Q(part="associate") | Q(works_under__isnull=False),
                name="project_member_associate_under",
                violation_error_message="say under whose countersignature the associate works.",
            ),
            models.UniqueConstraint(
                fields=["project", "person", "part"],
                name="project_member_person_once",
                violation_error_message="this person has this part already.",
            ),
            models.UniqueConstraint(
                fields=["project", "contact", "part"],
                name="project_member_contact_once",
                violation_error_message="this contact has this part already.",
            ),
        ]
