"""The room's tables."""

from milepost.apps.projects.models.approval import Approval
from milepost.apps.projects.models.assessment import Assessment
from milepost.apps.projects.models.business_goal import BusinessGoal
from milepost.apps.projects.models.criteria_copy import CriteriaCopy
from milepost.apps.projects.models.deliverable import Deliverable
from milepost.apps.projects.models.goal import Goal
from milepost.apps.projects.models.programme import Programme
from milepost.apps.projects.models.project import Project
from milepost.apps.projects.models.project_member import ProjectMember
from milepost.apps.projects.models.requirement import Requirement
from milepost.apps.projects.models.scope_item import ScopeItem
from milepost.apps.projects.models.stage import Stage
from milepost.apps.projects.models.success_criterion import SuccessCriterion
from milepost.apps.projects.models.trace import Trace

__all__ = [
    "Approval",
    "Assessment",
    "BusinessGoal",
    "CriteriaCopy",
    "Deliverable",
    "Goal",
    "Programme",
    "Project",
    "ProjectMember",
    "Requirement",
    "ScopeItem",
    "Stage",
    "SuccessCriterion",
    "Trace",
]
