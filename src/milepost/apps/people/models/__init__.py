"""The room's tables."""

from milepost.apps.people.models.certificate import Certificate
from milepost.apps.people.models.leave import Leave
from milepost.apps.people.models.person import Person
from milepost.apps.people.models.skill import PersonSkill, Skill
from milepost.apps.people.models.stand_in import StandIn
from milepost.apps.people.models.team import Team
from milepost.apps.people.models.work_role import WorkRole
from milepost.apps.people.models.working_pattern import WorkingPattern

__all__ = ["Certificate", "Leave", "Person", "PersonSkill", "Skill", "StandIn", "Team", "WorkRole", "WorkingPattern"]
