"""The room's descriptions."""

from milepost.apps.people.entities import scopes  # noqa: F401
from milepost.apps.people.entities.certificate import CERTIFICATE
from milepost.apps.people.entities.leave import LEAVE
from milepost.apps.people.entities.leave_allowance import LEAVE_ALLOWANCE
from milepost.apps.people.entities.person import PERSON
from milepost.apps.people.entities.skill import PERSON_SKILL, SKILL
from milepost.apps.people.entities.stand_in import STAND_IN
from milepost.apps.people.entities.team import TEAM
from milepost.apps.people.entities.team_member import TEAM_MEMBER
from milepost.apps.people.entities.whereabouts import WHEREABOUTS
from milepost.apps.people.entities.work_role import WORK_ROLE
from milepost.apps.people.entities.working_pattern import WORKING_PATTERN

__all__ = [
    "CERTIFICATE",
    "LEAVE",
    "LEAVE_ALLOWANCE",
    "PERSON",
    "PERSON_SKILL",
    "SKILL",
    "STAND_IN",
    "TEAM",
    "TEAM_MEMBER",
    "WHEREABOUTS",
    "WORKING_PATTERN",
    "WORK_ROLE",
]
