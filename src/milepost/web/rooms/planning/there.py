"""The plan that a page of a project is about; a page says that there is none only to who would see one."""

from collections.abc import Mapping
from typing import Any

from milepost.apps.planning.chart import plan_to_show
from milepost.apps.projects.rules.gate import PROJECT_STATES, Work
from milepost.kernel.access import Actor, held_on
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Missing
from milepost.values import said

VIEW = "project-plan.view"


def is_over(project: Mapping[str, Any]) -> bool:
    """Whether nothing is planned in it any more; it can be reopened."""
    return project["state"] not in PROJECT_STATES[Work.PLAN]


def plan_there(actor: Actor, project: int, number: str = "") -> Any:
    """None where the project has no plan yet. Raises Missing for a number that no plan of it has, and Denied for who may not see plans."""
    try:
        return plan_to_show(actor, project, number)
    except Missing:
        if VIEW not in held_on(entity("project"), actor, [VIEW], project):
            told = said(
                "You may not see the plan of this project: it takes {permission}. Whoever manages it can change that.", permission=VIEW
            )
            raise Denied(told) from None
        if number:
            raise
    return None
