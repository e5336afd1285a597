"""What is done with templates: applied to a plan, made from one, retired."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Max

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import PLAN_TEMPLATE, PROJECT_PLAN, TEMPLATE_LINK, TEMPLATE_TASK
from milepost.apps.planning.models import Assignment, ChecklistItem, PlanTemplate, ProjectPlan, Task, TaskLink, TemplateLink, TemplateTask
from milepost.apps.planning.rules.circles import in_circles
from milepost.apps.planning.rules.outline import STEP, Row, in_order, is_below
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText, Ref, Text
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

DAY = 24 * 60
SAME = ("name", "kind", "duration_minutes", "best_minutes", "worst_minutes", "effort_minutes")
LINKED = ("kind", "lag", "lag_kind")


def _rules(tasks: Sequence[TemplateTask]) -> None:
    """What a task is part of is of its own template, and no part of it. A new one comes last."""
    parents = TemplateTask.objects.in_bulk({one.parent_id for one in tasks if one.parent_id is not None})
    for one in tasks:
        if one.parent_id is not None and parents[one.parent_id].template_id != one.template_id:
            raise Invalid(
                {"parent": [Fault("other-template", said("{parent} is a task of another template.", parent=parents[one.parent_id].name))]}
            )
    _check_parts([one for one in tasks if one.pk is not None and one.parent_id is not None])
    ends: dict[int, int] = {}
    for one in tasks:
        if not isinstance(one.position, int):  # left empty
            if one.template_id not in ends:
                last = TemplateTask.objects.filter(template=one.template_id).aggregate(last=Max("position"))["last"]
                ends[one.template_id] = last if last is not None else -STEP
            ends[one.template_id] += STEP
            one.position = ends[one.template_id]


def _check_parts(tasks: Sequence[TemplateTask]) -> None:
    """Raises Invalid where a task would be part of one of its parts."""
    if not tasks:
        return
    rows = TemplateTask.objects.filter(template__in={one.template_id for one in tasks}).values_list("pk", "parent_id")
    parents: dict[int, int | None] = dict(rows)
    parents.update({one.pk: one.parent_id for one in tasks})
    for one in tasks:
        if one.parent_id is not None and is_below(one.parent_id, one.pk, parents):
            raise Invalid({"parent": [Fault("circle", said("{name} would be a part of itself.", name=one.name))]})


def _link_rules(links: Sequence[TemplateLink]) -> None:
    """Both tasks are of one template, and none waits for itself by way of others. Raises Invalid."""
    keys = {key for one in links for key in (one.predecessor_id, one.successor_id)}
    of = dict(TemplateTask.objects.filter(pk__in=keys).values_list("pk", "template_id"))
    if any(of[one.predecessor_id] != of[one.successor_id] for one in links):
        raise Invalid({"predecessor": [Fault("other-template", said("the two tasks are of different templates."))]})
    for template in set(of.values()):
        parents = dict(TemplateTask.objects.filter(template=template).values_list("pk", "parent_id"))
        kept = TemplateLink.objects.filter(successor__template=template).exclude(pk__in=[one.pk for one in links if one.pk is not None])
        here = [(one.predecessor_id, one.successor_id) for one in links if of[one.successor_id] == template]
        if in_circles([*kept.values_list("predecessor_id", "successor_id"), *here], parents):
            raise Invalid(
                {"predecessor": [Fault("circle", said("each would wait for the next, in a circle; take another link away first."))]}
            )


add_generated(TEMPLATE_TASK, then=_rules)
add_generated(TEMPLATE_LINK, then=_link_rules)


@operation(PLAN_TEMPLATE, "retire")
def retire(templates: Sequence[PlanTemplate]) -> None:
    """Offer the template no more; plans that were made from it stay as they are."""


@operation(PLAN_TEMPLATE, "offer")
def offer(templates: Sequence[PlanTemplate]) -> None:
    """Offer the template again."""


@operation(PROJECT_PLAN, "apply-template")
def apply_template(
    plans: Sequence[ProjectPlan],
    *,
    template: Annotated[Any, Ref(entity="plan-template")],
    scope_item: Annotated[Any, Ref(entity="scope-item", help="What all of it is done for; held until that is approved.")],
    parent: Annotated[Any, Ref(entity="task", label="Part of", required=False, help="None: at the top of the plan.")],
) -> None:
    """Add everything the template has to the plan: tasks with their days counted from the plan's start, links, roles and checklists."""
    rows = list(TemplateTask.objects.filter(template=template.pk))
    if not rows:
        raise Invalid({"template": [Fault("empty", said("{template} has no tasks yet; add some first.", template=template.name))]})
    for plan in plans:
        ids = _tasks(plan, rows, scope_item.pk, parent.pk if parent is not None else None)
        _rest(template.pk, rows, ids)


def _tasks(plan: ProjectPlan, rows: Sequence[TemplateTask], scope: int, parent: int | None) -> dict[int, int]:
    """Level by level; the plan's ids by those of the template."""
    ids: dict[int, int] = {}
    by_id = {row.pk: row for row in rows}
    levels: dict[int, list[TemplateTask]] = {}
    for row, level in in_order(Row(one.pk, one.parent_id, one.position) for one in rows):
        levels.setdefault(level, []).append(by_id[row.id])
    for level in sorted(levels):
        given = [_given(plan, one, scope, parent if one.parent_id is None else ids[one.parent_id]) for one in levels[level]]
        made = perform(operation_named("task.create"), actor(), given=given).records
        ids |= {one.pk: record.pk for one, record in zip(levels[level], made, strict=True)}
    return ids


def _given(plan: ProjectPlan, row: TemplateTask, scope: int, parent: int | None) -> dict[str, Any]:
    given: dict[str, Any] = {name: getattr(row, name) for name in SAME} | {"plan": plan.pk, "scope_item": scope, "parent": parent}
    if row.earliest_day is not None and row.earliest_day > 1:
        given |= {"constraint": "snet", "constraint_at": plan.starts_at + (row.earliest_day - 1) * DAY}
    return given


def _rest(template: int, rows: Sequence[TemplateTask], ids: Mapping[int, int]) -> None:
    links = TemplateLink.objects.filter(successor__template=template).order_by("pk").values("predecessor_id", "successor_id", *LINKED)
    joined = [
        {"predecessor": ids[one["predecessor_id"]], "successor": ids[one["successor_id"]], **{name: one[name] for name in LINKED}}
        for one in links
    ]
    roles = [{"task": ids[one.pk], "work_role": one.work_role_id} for one in rows if one.work_role_id is not None]
    items = [{"task": ids[one.pk], "text": line[:300]} for one in rows for line in map(str.strip, one.checklist.splitlines()) if line]
    for name, given in (("task-link", joined), ("assignment", roles), ("checklist-item", items)):
        if given:
            perform(operation_named(f"{name}.create"), actor(), given=given)


@operation(PROJECT_PLAN, "save-as-template")
def save_as_template(
    plans: Sequence[ProjectPlan],
    *,
    name: Annotated[str, Text(help="What kind of project it is for.")],
    description: Annotated[str | None, LongText(required=False)],
) -> None:
    """Make a template of the plan: its tasks, links, roles and checklists; who, when and how far the work is stay here."""
    if len(plans) > 1:
        raise Invalid({"name": [Fault("several", said("templates are made of one plan at a time, for each has a name of its own."))]})
    for plan in plans:
        given = {"name": name, "description": description or ""}
        template = perform(operation_named("plan-template.create"), actor(), given=given).records[0].pk
        _template_tasks(plan, template)


def _template_tasks(plan: ProjectPlan, template: int) -> None:
    tasks = {one.pk: one for one in Task.objects.filter(plan=plan.pk)}
    roles: dict[int, int] = {}
    for task, role, own in (
        Assignment.objects.filter(task__plan=plan.pk).order_by("pk").values_list("task", "work_role", "person__work_role")
    ):
        if role or own:
            roles.setdefault(task, role or own)
    lists: dict[int, list[str]] = {}
    for task, text in ChecklistItem.objects.filter(task__plan=plan.pk).order_by("position", "pk").values_list("task", "text"):
        lists.setdefault(task, []).append(text)
    levels: dict[int, list[Task]] = {}
    for row, level in in_order(Row(one.pk, one.parent_id, one.position) for one in tasks.values()):
        levels.setdefault(level, []).append(tasks[row.id])
    ids: dict[int, int] = {}
    place = 0
    for level in sorted(levels):
        given = []
        for one in levels[level]:
            place += STEP
            fixed = one.constraint == "snet" and one.constraint_at is not None and one.constraint_at > plan.starts_at
            day = (one.constraint_at - plan.starts_at) // DAY + 1 if fixed and one.constraint_at is not None else None
            kept = {name: getattr(one, name) for name in SAME}
            parent = ids.get(one.parent_id) if one.parent_id is not None else None
            given.append(
                kept
                | {"template": template, "parent": parent, "position": place, "earliest_day": day, "work_role": roles.get(one.pk)}
                | {"checklist": "\n".join(lists.get(one.pk, ()))}
            )
        made = perform(operation_named("template-task.create"), actor(), given=given).records
        ids |= {one.pk: record.pk for one, record in zip(levels[level], made, strict=True)}
    links = TaskLink.objects.filter(successor__plan=plan.pk).order_by("pk").values("predecessor_id", "successor_id", *LINKED)
    joined = [
        {"predecessor": ids[one["predecessor_id"]], "successor": ids[one["successor_id"]], **{name: one[name] for name in LINKED}}
        for one in links
    ]
    if joined:
        perform(operation_named("template-link.create"), actor(), given=joined)
