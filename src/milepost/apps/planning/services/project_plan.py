"""What is done with plans: archived, and opened again, and what their pages begin with."""

from collections.abc import Sequence
from typing import Annotated, Any

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import PROJECT_PLAN, TASK
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.projects.models import Project
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Ref
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

OVER = frozenset({"closed", "cancelled"})


def _rules(plans: Sequence[ProjectPlan]) -> None:
    """Nobody plans what has ended. A scenario is of its plan's own project, and begins as that does."""
    ended = dict(Project.objects.filter(pk__in={one.project_id for one in plans}, state__in=OVER).values_list("pk", "number"))
    for one in plans:
        if one._state.adding and one.project_id in ended:
            raise Invalid(
                {
                    "project": [
                        Fault("project-over", said("{ended} has ended; reopen it, or name another project.", ended=ended[one.project_id]))
                    ]
                }
            )
    origins = ProjectPlan.objects.in_bulk({one.branched_from_id for one in plans if one.branched_from_id is not None})
    for one in plans:
        origin = origins.get(one.branched_from_id)
        one.kind = "main" if origin is None else "scenario"
        if not isinstance(one.starts_at, int):  # left empty
            if origin is None:
                raise Invalid({"starts_at": [Fault("required", said("say when the plan starts, for example 2026-01-31 09:00."))]})
            one.starts_at = origin.starts_at
        if one._state.adding and origin is not None:
            _check_origin(one, origin)
            one.day_minutes, one.status_at = origin.day_minutes, origin.status_at


def _check_origin(scenario: ProjectPlan, origin: ProjectPlan) -> None:
    if origin.project_id != scenario.project_id:
        raise Invalid({"branched_from": [Fault("other-project", said("{origin} is a plan of another project.", origin=origin.number))]})
    if origin.kind != "main":
        told = said(
            "{origin} is a scenario itself; branch from the plan, and merge the other first where you need it.", origin=origin.number
        )
        raise Invalid({"branched_from": [Fault("of-a-scenario", told)]})


def _empty_scenarios(plans: Sequence[ProjectPlan]) -> None:
    """A scenario is a copy: its tasks go with it. The plan itself is deleted only when nothing is planned in it any more."""
    tops = list(Task.objects.filter(plan__in=[one.pk for one in plans if one.kind == "scenario"], parent=None).values_list("pk", flat=True))
    if tops:
        perform(operation_named("task.delete"), actor(), on=tops)


add_generated(PROJECT_PLAN, then=_rules, before_deletion=_empty_scenarios)


def put_away(number: str) -> Invalid:
    """Why nothing is changed in a plan that is archived: it stays to be read as it was."""
    return Invalid({"": [Fault("archived", said("{plan} is archived; take it up again first.", plan=number))]})


def refuse_over(plans: Sequence[ProjectPlan]) -> None:
    """Nothing is worked out anew in a project that has ended: its dates stand. Raises Invalid with its number."""
    found = Project.objects.filter(pk__in={one.project_id for one in plans}, state__in=OVER).order_by("pk").first()
    if found is not None:
        raise Invalid({"": [Fault("project-over", said("{project} is over: its dates stand. Reopen it first.", project=found.number))]})


@operation(PROJECT_PLAN, "archive")
def archive(plans: Sequence[ProjectPlan]) -> None:
    """Put the plan away: it stays to be read."""


@operation(PROJECT_PLAN, "unarchive")
def unarchive(plans: Sequence[ProjectPlan]) -> None:
    """Take the plan up again."""


@operation(PROJECT_PLAN, "begin-with", reversible=True)
def begin_with(
    plans: Sequence[ProjectPlan],
    *,
    view: Annotated[Any, Ref(entity="saved-view", required=False, help="A shared view of tasks; none: no view of its own any more.")],
) -> None:
    """Choose the shared view in which the tasks of the plan are shown first to everybody who has no default of their own."""
    if view is not None and (view.entity != TASK.name or not view.shared):
        told = (
            said("“{view}” is a view of other records; choose one of tasks.", view=view.name)
            if view.entity != TASK.name
            else said("“{view}” is private, and the others would not see it; share it first.", view=view.name)
        )
        raise Invalid({"view": [Fault("not-for-all", told)]})
    for one in plans:
        one.first_view = view
