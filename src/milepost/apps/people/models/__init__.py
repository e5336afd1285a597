"""The room's tables."""

from milepost.apps.people.models.certificate import Certificate
from milepost.apps.people.models.leave import Leave
from milepost.apps.people.models.leave_allowance import LeaveAllowance
from milepost.apps.people.models.person import Person
from milepost.apps.people.models.skill import PersonSkill, Skill
from milepost.apps.people.models.stand_in import StandIn
from milepost.apps.people.models.team import Team
from milepost.apps.people.models.team_member import TeamMember
from milepost.apps.people.models.whereabouts import Whereabouts
from milepost.apps.people.models.work_role import WorkRole
from milepost.apps.people.models.working_pattern import WorkingPattern

__all__ = [
    "Certificate",
    "Leave",
    "LeaveAllowance",
    "Person",
    "PersonSkill",
    "Skill",
    "StandIn",
    "Team",
    "TeamMember",
    "Whereabouts",
    "WorkRole",
    "WorkingPattern",
]
