"""Rows of a plan are reached as its project is; a task, and what hangs on it, also by who is assigned to it."""

from milepost.apps.planning.selectors.assigned import tasks_of
from milepost.kernel.access import ScopeKind, scope_kind

OF_PLAN = {
    "project": "plan__project_id",
    "programme": "plan__project__programme_id",
    "organisation": "plan__project__organisation_id",
    "member": "plan__project_id",
    "managed": "plan__project_id",
    "sponsored": "plan__project_id",
}


def through(path: str) -> dict[str, str]:
    """The same for rows that name the plan by another row."""
    return {kind: f"{path}__{column}" for kind, column in OF_PLAN.items()}


scope_kind(ScopeKind("assigned", "Tasks one is assigned to", lambda scope, account: tasks_of(account), of_holder=True))
