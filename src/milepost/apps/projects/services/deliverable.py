"""What is done with deliverables: submitted, accepted, rejected."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from milepost.apps.projects.entities import DELIVERABLE
from milepost.apps.projects.models import Deliverable, Project, Stage
from milepost.apps.projects.services.deciding import decider
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, LongText, Ref
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

Why = Annotated[str, LongText(label="Why", most=2000)]


def _same_project(deliverables: Sequence[Deliverable]) -> None:
    """A deliverable comes in a stage of its own project."""
    of = dict(Stage.objects.filter(pk__in={one.stage_id for one in deliverables}).values_list("pk", "project_id"))
    for one in deliverables:
        if one.stage_id is not None and of[one.stage_id] != one.project_id:
            raise Invalid({"stage": [Fault("other-project", said("this is a stage of another project."))]})


add_generated(DELIVERABLE, then=_same_project)


@operation(DELIVERABLE, "submit")
def submit(deliverables: Sequence[Deliverable]) -> None:
    """Hand it in for review; it says on what it will be accepted."""
    for one in deliverables:
        if not one.acceptance_criteria.strip():
            told = said(
                "{number} has no acceptance criteria, so nobody could tell whether it is right. Write them, then hand it in.",
                number=one.number,
            )
            raise Invalid({"": [Fault("no-criteria", told)]})


@operation(DELIVERABLE, "accept")
def accept(
    deliverables: Sequence[Deliverable],
    *,
    contact: Annotated[Any, Ref(entity="contact", label="Accepted by (client)", required=False)],
    person: Annotated[Any, Ref(entity="person", label="Accepted by (sponsor)", required=False)],
    on: Annotated[date | None, Day(label="On", required=False, help="Today when empty.")],
) -> None:
    """Record that the client, or the sponsor of an internal project, accepted it."""
    projects = Project.objects.in_bulk({one.project_id for one in deliverables})
    by = decider(projects.values(), person=person, contact=contact, on=on)
    for one in deliverables:
        one.accepted_by_person_id, one.accepted_by_contact_id, one.accepted_on = by.person, by.contact, by.on


@operation(DELIVERABLE, "reject")
def reject(deliverables: Sequence[Deliverable], *, reason: Why) -> None:
    """Give it back, and say what is missing."""


@operation(DELIVERABLE, "reopen")
def reopen(deliverables: Sequence[Deliverable], *, reason: Why) -> None:
    """Open an accepted deliverable again; it has to be accepted anew."""
    for one in deliverables:
        one.accepted_by_person_id, one.accepted_by_contact_id, one.accepted_on = None, None, None
