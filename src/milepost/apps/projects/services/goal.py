"""What is done with goals of projects: signed off, and redrafted."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from milepost.apps.projects.entities import GOAL
from milepost.apps.projects.models import BusinessGoal, Goal, Project
from milepost.apps.projects.services.deciding import decider
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, LongText, Ref
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _of_theirs(goals: Sequence[Goal]) -> None:
    """A project serves a goal of the organisation that it is for."""
    serves = dict(BusinessGoal.objects.filter(pk__in={one.business_goal_id for one in goals}).values_list("pk", "organisation_id"))
    of = dict(Project.objects.filter(pk__in={one.project_id for one in goals}).values_list("pk", "organisation_id"))
    for one in goals:
        if one.business_goal_id is not None and serves[one.business_goal_id] != of[one.project_id]:
            raise Invalid(
                {"business_goal": [Fault("other-organisation", said("this is a goal of another organisation than the project's."))]}
            )


add_generated(GOAL, then=_of_theirs)


@operation(GOAL, "sign-off")
def sign_off(
    goals: Sequence[Goal],
    *,
    contact: Annotated[Any, Ref(entity="contact", label="Signed off by (client)", required=False)],
    person: Annotated[Any, Ref(entity="person", label="Signed off by (sponsor)", required=False)],
    on: Annotated[date | None, Day(label="On", required=False, help="Today when empty.")],
) -> None:
    """Record that the client, or the sponsor of an internal project, signed the goal off."""
    projects = Project.objects.in_bulk({one.project_id for one in goals})
    by = decider(projects.values(), person=person, contact=contact, on=on)
    for one in goals:
        one.signed_by_person_id, one.signed_by_contact_id, one.signed_on = by.person, by.contact, by.on


@operation(GOAL, "redraft")
def redraft(goals: Sequence[Goal], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Open a goal again that was signed off; it has to be signed anew."""
    for one in goals:
        one.signed_by_person_id, one.signed_by_contact_id, one.signed_on = None, None, None
