"""How a plan begins: empty, or as a template has it; the scope its first tasks hang on is there from the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from milepost.apps.planning.bridge.template import Rehearsed, rehearse
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import PLAN_TEMPLATE, PROJECT_PLAN
from milepost.apps.planning.models import PlanTemplate, ProjectPlan
from milepost.apps.projects.models import ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.errors import Fault, Invalid, Missing
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.operations import Done, operation_named, perform, together
from milepost.kernel.operations.again import again
from milepost.values import said

NINE = 9
NEEDS = ("project-plan.create", "task.create", "scope-item.create")


@dataclass(frozen=True, slots=True)
class Offered:
    """A template that may be taken, with how many tasks it has."""

    key: int
    number: str
    name: str
    description: str
    tasks: int


def templates(actor: Actor) -> list[Offered]:
    """Those that have tasks, by name."""
    found = seen(PLAN_TEMPLATE, actor).filter(state="offered").annotate(tasks_there=Count("tasks")).filter(tasks_there__gt=0)
    return [Offered(*row) for row in found.order_by("name").values_list("pk", "number", "name", "description", "tasks_there")]


def stands(actor: Actor, project: int) -> bool:
    """Whether the project's plan has tasks by now, as far as the actor may know of it."""
    return bool(seen(PROJECT_PLAN, actor).filter(project=project, kind="main", tasks__isnull=False).exists())


def rehearsed(actor: Actor, template: int, starts_at: int) -> Sequence[Rehearsed]:
    """What the template would come to. Raises Missing for one that the actor does not see."""
    return rehearse(_seen(actor, template).pk, starts_at)


def at_nine(day: Any) -> int:
    """The moment at which work of that day begins, on the plan's clock."""
    return minutes_of(datetime(day.year, day.month, day.day, NINE))


def begin(
    actor: Actor, project: dict[str, Any], *, starts_at: int, template: int | None = None, request: str = ""
) -> tuple[int, list[Done]]:
    """Makes the project's plan where there is none, a proposed scope item where it has none, and fills it as the template says. The plan,
    and what was done, the last one first to be taken back. A plan that has tasks by now keeps its start, and a template is refused
    with Invalid. Raises what operations raise."""
    chosen = _seen(actor, template) if template is not None else None
    return again(lambda: _begun(actor, project, starts_at=starts_at, chosen=chosen, request=request))


def _begun(actor: Actor, project: dict[str, Any], *, starts_at: int, chosen: PlanTemplate | None, request: str) -> tuple[int, list[Done]]:
    done: list[Done] = []
    with together():
        plan = ProjectPlan.objects.filter(project=project["id"], kind="main").first()
        if plan is None:
            given = {"project": project["id"], "name": project["name"], "starts_at": starts_at}
            done.append(perform(operation_named("project-plan.create"), actor, given=given, request=request))
            key = done[-1].records[0].pk
        elif chosen is not None and plan.tasks.exists():
            told = said("{plan} has tasks already; apply a template to it on its own page, below one of its tasks.", plan=plan.number)
            raise Invalid({"template": [Fault("not-empty", told)]})
        else:
            key = plan.pk
            if plan.starts_at != starts_at and not plan.tasks.exists():
                edit = operation_named("project-plan.edit")
                done.append(perform(edit, actor, on=[key], given={"starts_at": starts_at}, request=request))
        there = ScopeItem.objects.filter(project=project["id"]).exclude(state__in=("out-of-scope", "withdrawn"))
        scope = there.order_by("pk").values_list("pk", flat=True).first()
        if scope is None:
            name = chosen.name if chosen is not None else project["name"]
            given = {"project": project["id"], "name": name, "source": "Begun with the plan"}
            done.append(perform(operation_named("scope-item.create"), actor, given=given, request=request))
            scope = done[-1].records[0].pk
        if chosen is not None:
            given = {"template": chosen.pk, "scope_item": scope}
            done.append(perform(operation_named("project-plan.apply-template"), actor, on=[key], given=given, request=request))
    return key, done[::-1]


def _seen(actor: Actor, template: int) -> PlanTemplate:
    found = seen(PLAN_TEMPLATE, actor).filter(pk=template).first()
    if not isinstance(found, PlanTemplate):
        raise Missing(said("There is no such template that you can see."))
    return found
