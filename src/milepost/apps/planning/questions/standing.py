"""How a project stands by its plan, and what it reaches next."""

from typing import Annotated, Any

from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import Assignment
from milepost.apps.planning.questions.health import told
from milepost.apps.planning.selectors.health import forecasts
from milepost.apps.projects.entities import PROJECT
from milepost.kernel.access import visible
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, JsonValue, LocalMoment, Percent, Ref, Text, Whole
from milepost.kernel.questions import Answer, asker, question
from milepost.values import said, said_many

STANDING = {
    "start": LocalMoment(label="Start"),
    "finish": LocalMoment(label="Finish", ends=True, help="Of the committed work, as planned."),
    "p50": LocalMoment(label="P50", ends=True),
    "p80": LocalMoment(label="P80", ends=True),
    "behind": Whole(label="Changes since", help="Of the plan, since it was simulated."),
    "kept_share": Percent(label="Chance of the commitment"),
    "days_late": Whole(label="Days late", help="By how many days P80, or else the planned finish, comes after the committed day."),
    "tasks": Whole(label="Tasks", help="Without parts, scheduled."),
    "finished": Whole(label="Finished"),
    "unanswered": Whole(label="Not answered", help="Assignments that nobody has accepted or declined."),
    "health": JsonValue(label="Health in parts"),
}


@question(PROJECT, "standing", gives=STANDING)
def standing(projects: Any, *, project: Annotated[Any, Ref(entity="project")]) -> Answer:
    """How one project stands: when it finishes by its plan, how sure that is, its health in parts, and what waits for an answer."""
    found = forecasts(projects.filter(pk=project.pk).values_list("pk", flat=True)).get(project.pk)
    if found is None:
        raise Invalid({"project": [Fault("not-yours", said("you may not look into this one."))]})
    if found.plan is None:
        return Answer([], ("It has no plan yet.",))
    waiting = Assignment.objects.filter(task__plan=found.plan, state="offered", person__isnull=False, task__finished_at=None)
    row = {
        **{name: getattr(found, name) for name in ("start", "finish", "p50", "p80", "tasks", "finished", "behind")},
        "kept_share": found.kept,
        "days_late": found.late,
        "unanswered": waiting.count(),
        "health": [told(part) for part in found.parts],
    }
    return Answer([row], (_behind(found.behind),) if found.behind else ())


def _behind(count: int) -> str:
    return said_many(
        "The plan was changed once since it was simulated.",
        "The plan was changed {count} times since it was simulated.",
        count=count,
    )


MILESTONES = {
    "number": Text(label="Number"),
    "name": Text(most=300, label="Milestone"),
    "finish": LocalMoment(label="Planned", ends=True),
    "p80": LocalMoment(label="P80", ends=True),
    "deadline": LocalMoment(label="Deadline", ends=True),
    "held": Flag(label="Held"),
    "critical": Flag(label="Critical"),
}


@question(PROJECT, "milestones", gives=MILESTONES)
def milestones(
    projects: Any,
    *,
    project: Annotated[Any, Ref(entity="project")],
    most: Annotated[int, Whole(least=1, most=1000, required=False, help="So many; 6 when empty.")] = 6,
) -> Answer:
    """The milestones of a project's plan that are not reached yet, the next first."""
    seen: Any = visible(TASK, asker())
    rows = seen.filter(
        plan__project__in=projects.filter(pk=project.pk).values("pk"),
        plan__kind="main",
        kind="milestone",
        finished_at=None,
        dates__isnull=False,
    )
    names = ("number", "name", "dates__finish", "chances__p80", "deadline_at", "dates__held", "dates__critical")
    found = rows.order_by("dates__finish", "pk").values_list(*names)[: most or 6]
    return Answer([dict(zip(MILESTONES, row, strict=True)) for row in found])
