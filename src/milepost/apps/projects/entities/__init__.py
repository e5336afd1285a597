"""The room's descriptions."""

from milepost.apps.projects.entities import scopes  # noqa: F401
from milepost.apps.projects.entities.approval import APPROVAL
from milepost.apps.projects.entities.assessment import ASSESSMENT
from milepost.apps.projects.entities.business_goal import BUSINESS_GOAL
from milepost.apps.projects.entities.criteria_copy import CRITERIA_COPY
from milepost.apps.projects.entities.deliverable import DELIVERABLE
from milepost.apps.projects.entities.goal import GOAL
from milepost.apps.projects.entities.programme import PROGRAMME
from milepost.apps.projects.entities.project import PROJECT
from milepost.apps.projects.entities.project_member import PROJECT_MEMBER
from milepost.apps.projects.entities.requirement import REQUIREMENT
from milepost.apps.projects.entities.scope_item import SCOPE_ITEM
from milepost.apps.projects.entities.stage import STAGE
from milepost.apps.projects.entities.success_criterion import SUCCESS_CRITERION
from milepost.apps.projects.entities.trace import TRACE

__all__ = [
    "APPROVAL",
    "ASSESSMENT",
    "BUSINESS_GOAL",
    "CRITERIA_COPY",
    "DELIVERABLE",
    "GOAL",
    "PROGRAMME",
    "PROJECT",
    "PROJECT_MEMBER",
    "REQUIREMENT",
    "SCOPE_ITEM",
    "STAGE",
    "SUCCESS_CRITERION",
    "TRACE",
]
