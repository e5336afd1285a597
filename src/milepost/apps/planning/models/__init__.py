"""The room's tables."""

from milepost.apps.planning.models.assignment import Assignment
from milepost.apps.planning.models.baseline import Baseline
from milepost.apps.planning.models.board import BoardColumn, Iteration
from milepost.apps.planning.models.chances import PlanChances, TaskChances
from milepost.apps.planning.models.change_freeze import ChangeFreeze
from milepost.apps.planning.models.checklist_item import ChecklistItem
from milepost.apps.planning.models.dependency import ProjectDependency
from milepost.apps.planning.models.levelling import LevellingMove, LevellingProposal
from milepost.apps.planning.models.plan_run import PlanChange, PlanRun
from milepost.apps.planning.models.plan_template import PlanTemplate, TemplateLink, TemplateTask
from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.apps.planning.models.task import Task
from milepost.apps.planning.models.task_dates import TaskDates
from milepost.apps.planning.models.task_link import TaskLink
from milepost.apps.planning.models.task_outline import TaskOutline
from milepost.apps.planning.models.task_trace import TaskTrace

__all__ = [
    "Assignment",
    "Baseline",
    "BoardColumn",
    "ChangeFreeze",
    "ChecklistItem",
    "Iteration",
    "LevellingMove",
    "LevellingProposal",
    "PlanChances",
    "PlanChange",
    "PlanRun",
    "PlanTemplate",
    "ProjectDependency",
    "ProjectPlan",
    "Task",
    "TaskChances",
    "TaskDates",
    "TaskLink",
    "TaskOutline",
    "TaskTrace",
    "TemplateLink",
    "TemplateTask",
]
