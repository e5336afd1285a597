"""Plans for the tests of the room."""

from milepost.apps.planning.models import Task, TaskDates
from milepost.apps.planning.rules.outline import Row, in_order
from milepost.kernel.inputs.local_moment import moment_of
from tests.apps.projects.works import approved_by_client, for_client, item, made

MONDAY = "2026-03-02 09:00"


def sold_plan(**given: object) -> tuple[int, int]:
    """The plan of a client's project and an item of its scope that the client approved."""
    project, contact = for_client()
    scope = item(project)
    approved_by_client(scope, contact)
    return made("project-plan", **({"project": project, "name": "Network renewal", "starts_at": MONDAY} | given)), scope


def task(plan: int, scope: int, name: str, days: int = 1, **given: object) -> int:
    """A task of so many usual days."""
    return made("task", plan=plan, scope_item=scope, name=name, duration_minutes=days * 450, **given)


def link(before: int, behind: int, **given: object) -> int:
    """The second waits for the first."""
    return made("task-link", predecessor=before, successor=behind, **given)


def dates(key: int) -> tuple[str, str]:
    """When the task starts and finishes."""
    found = TaskDates.objects.get(task=key)
    return f"{moment_of(found.start):%a %d %H:%M}", f"{moment_of(found.finish):%a %d %H:%M}"


def outline(plan: int) -> list[tuple[str, str | None]]:
    """Names of the tasks with what they are part of, as the plan shows them."""
    found = {one.pk: one for one in Task.objects.filter(plan=plan).select_related("parent")}
    rows = in_order(Row(one.pk, one.parent_id, one.position) for one in found.values())
    return [(one.name, one.parent.name if one.parent else None) for one in (found[row.id] for row, _ in rows)]
