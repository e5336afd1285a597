"""The room's descriptions."""

from milepost.apps.people.entities import scopes  # noqa: F401
from milepost.apps.people.entities.certificate import CERTIFICATE
from milepost.apps.people.entities.leave import LEAVE
from milepost.apps.people.entities.person import PERSON
from milepost.apps.people.entities.skill import PERSON_SKILL, SKILL
from milepost.apps.people.entities.stand_in import STAND_IN
from milepost.apps.people.entities.team import TEAM
from milepost.apps.people.entities.work_role import WORK_ROLE
from milepost.apps.people.entities.working_pattern import WORKING_PATTERN

ALL = (WORK_ROLE, TEAM, PERSON, SKILL, PERSON_SKILL, CERTIFICATE, WORKING_PATTERN, LEAVE, STAND_IN)

__all__ = ["ALL", "CERTIFICATE", "LEAVE", "PERSON", "PERSON_SKILL", "SKILL", "STAND_IN", "TEAM", "WORKING_PATTERN", "WORK_ROLE"]
