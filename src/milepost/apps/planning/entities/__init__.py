"""The room's descriptions."""

from milepost.apps.planning.entities.assignment import ASSIGNMENT
from milepost.apps.planning.entities.baseline import BASELINE
from milepost.apps.planning.entities.board import BOARD_COLUMN, ITERATION
from milepost.apps.planning.entities.change_freeze import CHANGE_FREEZE
from milepost.apps.planning.entities.checklist_item import CHECKLIST_ITEM
from milepost.apps.planning.entities.dependency import PROJECT_DEPENDENCY
from milepost.apps.planning.entities.levelling_proposal import LEVELLING_PROPOSAL
from milepost.apps.planning.entities.plan_run import PLAN_RUN
from milepost.apps.planning.entities.plan_template import PLAN_TEMPLATE, TEMPLATE_LINK, TEMPLATE_TASK
from milepost.apps.planning.entities.project_plan import PROJECT_PLAN
from milepost.apps.planning.entities.task import TASK
from milepost.apps.planning.entities.task_link import TASK_LINK
from milepost.apps.planning.entities.task_trace import TASK_TRACE

__all__ = [
    "ASSIGNMENT",
    "BASELINE",
    "BOARD_COLUMN",
    "CHANGE_FREEZE",
    "CHECKLIST_ITEM",
    "ITERATION",
    "LEVELLING_PROPOSAL",
    "PLAN_RUN",
    "PLAN_TEMPLATE",
    "PROJECT_DEPENDENCY",
    "PROJECT_PLAN",
    "TASK",
    "TASK_LINK",
    "TASK_TRACE",
    "TEMPLATE_LINK",
    "TEMPLATE_TASK",
]
