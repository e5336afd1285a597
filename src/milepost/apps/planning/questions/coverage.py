"""Which requirements no task works towards, and which tasks work towards no requirement."""

from typing import Annotated, Any

from django.db.models import Count, Q

from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import TaskTrace
from milepost.apps.projects.entities import REQUIREMENT
from milepost.apps.projects.models import Requirement
from milepost.kernel.inputs import Choice, Ref, Text, Whole
from milepost.kernel.questions import Answer, question

COVERAGE = {
    "requirement": Ref(entity="requirement", label="Requirement"),
    "number": Text(label="Number"),
    "priority": Choice(options=Requirement.PRIORITIES, label="Priority"),
    "state": Text(label="State"),
    "deliverables": Whole(label="Deliverables", help="That serve it."),
    "tasks": Whole(label="Tasks", help="Of the plan that work towards it."),
    "finished": Whole(label="Finished", help="Of these tasks."),
}


@question(REQUIREMENT, "coverage", gives=COVERAGE)
def coverage(requirements: Any, *, project: Annotated[Any, Ref(entity="project")]) -> Answer:
    """By requirement that was not dropped: how many deliverables serve it, and how many tasks of the plan work towards it."""
    rows = requirements.filter(project=project.pk).exclude(state="dropped").order_by("pk")
    found = rows.annotate(served=Count("traces", distinct=True)).values_list("pk", "number", "priority", "state", "served")
    traced = TaskTrace.objects.filter(requirement__project=project.pk).values("requirement").order_by()
    counted = {
        row["requirement"]: (row["tasks"], row["finished"])
        for row in traced.annotate(tasks=Count("pk"), finished=Count("pk", filter=Q(task__finished_at__isnull=False)))
    }
    made = [dict(zip(COVERAGE, (*row, *counted.get(row[0], (0, 0))), strict=True)) for row in found]
    bare = [row for row in made if not row["tasks"] and row["priority"] != "wont"]
    return Answer(made, (f"{len(bare)} of {len(made)} requirements have no task.",) if bare else ())


UNTRACED = {
    "task": Ref(entity="task", label="Task"),
    "number": Text(label="Number"),
    "scope_item": Ref(entity="scope-item", label="Scope item"),
}


@question(TASK, "without-requirement", gives=UNTRACED)
def without_requirement(tasks: Any, *, project: Annotated[Any, Ref(entity="project")]) -> Answer:
    """Tasks of the plan, without parts, that work towards no requirement: work that nobody may have asked for."""
    rows = tasks.filter(plan__project=project.pk, plan__kind="main", kind="task", children=None, traces=None).order_by(
        "outline__place", "pk"
    )
    return Answer([dict(zip(UNTRACED, row, strict=True)) for row in rows.values_list("pk", "number", "scope_item")])
