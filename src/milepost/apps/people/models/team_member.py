"""A member of a team beside the one they belong to, and what they do there."""

from typing import ClassVar

from django.db import models

from milepost.apps.people.models.person import Person
from milepost.apps.people.models.team import Team
from milepost.apps.people.models.work_role import WorkRole
from milepost.kernel.models.record import Record


class TeamMember(Record):
    """A person belongs to one team (`Person.team`) and may have a part in others; without a work role they do there what they always do."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="further_members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="further_teams")
    work_role = models.ForeignKey(WorkRole, models.PROTECT, null=True, related_name="further_members")

    duties = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "person"], name="team_member_once", violation_error_message="they are a member of it already."
            )
        ]
