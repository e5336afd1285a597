"""What two do at once with one piece of scope: the second between the first one's look at it and what it writes."""

from collections.abc import Callable
from threading import Event
from typing import Any

from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.services import task as task_services
from milepost.apps.projects.models import Project, ScopeItem
from milepost.apps.projects.services import scope_item as scope_services
from milepost.kernel.errors import Refused
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import approved_by_client, done, for_client, item, made

LONGEST_WAIT = 2.0
"""Seconds for which the one waits for the other, who may not be let in until it has ended."""
Told = str


def task_made_while_revoked() -> list[Any]:
    """A task is made on approved scope, whose approval is taken back meanwhile: what each was told, and whether the task is sold."""
    plan, scope = sold_plan()
    told = _between(
        (task_services, "_put_last"),
        lambda: task(plan, scope, "Rack"),
        lambda: done("scope-item.revoke", scope, reason="Signed by the wrong office."),
    )
    return [*told, list(Task.objects.values_list("chargeable", "approval_id"))]


def task_sold_while_revoked() -> list[Any]:
    """The same with a task that is there and was not sold."""
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack")
    done("task.plan-unsold", key)
    told = _between(
        (task_services, "_carry"),
        lambda: done("task.plan-as-sold", key),
        lambda: done("scope-item.revoke", scope, reason="Signed by the wrong office."),
    )
    return [*told, list(Task.objects.values_list("chargeable", "approval_id"))]


def task_made_while_nobody_is_billed_any_more() -> list[Any]:
    """A task is made on approved scope of a project that is said to be billed to nobody meanwhile."""
    plan, scope = sold_plan()
    project = ProjectPlan.objects.get(pk=plan).project_id
    told = _between((task_services, "_put_last"), lambda: task(plan, scope, "Rack"), lambda: done("project.edit", project, billing="none"))
    return [*told, list(Task.objects.values_list("chargeable", flat=True))]


def approved_while_moved() -> list[Any]:
    """A client approves scope of a project that becomes another client's meanwhile: what each was told, and what came of it."""
    project, contact = for_client()
    scope = item(project)
    other = made("organisation", name="Elsewhere", kind="client")
    told = _between(
        (scope_services, "decider"),
        lambda: approved_by_client(scope, contact),
        lambda: done("project.edit", project, organisation=other),
    )
    moved = Project.objects.get(pk=project).organisation_id == other
    return [*told, moved, ScopeItem.objects.get(pk=scope).state]


def _between(point: tuple[Any, str], first: Callable[[], Any], second: Callable[[], Any]) -> list[Told]:
    """The first is done; when it has passed the point, where it has looked, the second is begun, and it goes on when that is done, or
    cannot be."""
    from tests.trust.tasks import at_once

    module, name = point
    original, looked, ended = getattr(module, name), Event(), Event()

    def passed(*given: Any, **named: Any) -> Any:
        found = original(*given, **named)
        if not looked.is_set():
            looked.set()
            ended.wait(LONGEST_WAIT)
        return found

    def meanwhile() -> Told:
        looked.wait(LONGEST_WAIT)
        told = _told(second)
        ended.set()
        return told

    setattr(module, name, passed)
    return at_once([lambda: _told(first), meanwhile])


def _told(deed: Callable[[], Any]) -> Told:
    try:
        deed()
    except Refused as refusal:
        return type(refusal).__name__
    return "done"
