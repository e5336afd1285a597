"""Sends the success criteria to everybody involved: at every gate by itself, and before one when somebody says so."""

from collections.abc import Sequence
from typing import Any

from milepost.apps.people.services.acting import actor
from milepost.apps.projects.entities import CRITERIA_COPY, STAGE
from milepost.apps.projects.models import Project, Stage, SuccessCriterion
from milepost.apps.projects.selectors.involved import involved
from milepost.kernel.clock import now
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

add_generated(CRITERIA_COPY)


@operation(STAGE, "send-criteria")
def send_criteria(stages: Sequence[Stage]) -> None:
    """Send the success criteria to everybody involved, before the gate is decided on."""
    for one in stages:
        if not send(one, "gate"):
            told = said("there is nothing to send, or nobody to send it to: write success criteria, and say who has a part in the project.")
            raise Invalid({"": [Fault("nothing-to-send", told)]})


def send(stage: Stage, occasion: str) -> int:
    """To how many it was sent; to nobody where there are no criteria."""
    content = told_of(stage.project_id)
    if not content:
        return 0
    people, contacts = involved(Project.objects.get(pk=stage.project_id))
    usual = {"project": stage.project_id, "stage": stage.pk, "occasion": occasion, "sent_at": now().isoformat(), "content": content}
    given: list[dict[str, Any]] = [
        {**usual, "person": key, "way": "notice" if account is not None else "by-hand"} for key, account in people.items()
    ]
    given += [{**usual, "contact": key, "way": "by-hand"} for key in contacts]
    if given:
        perform(operation_named("criteria-copy.create"), actor(), given=given)
    return len(given)


def told_of(project: int) -> str:
    """The criteria as they stand, a line for each."""
    found = SuccessCriterion.objects.filter(project=project).order_by("pk")
    return "\n".join(_line(one) for one in found)


def _line(one: SuccessCriterion) -> str:
    due = f", by {one.due_on}" if one.due_on is not None else ""
    came = f"; {one.state}: {one.result}" if one.result else ""
    return f"{one.name}: {one.target}{due}{came}"
