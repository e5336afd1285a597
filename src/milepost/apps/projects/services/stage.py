"""What is done with stages: begun, let through their gate, stopped."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.people.services.acting import person_acting
from milepost.apps.projects.entities import STAGE
from milepost.apps.projects.models import Stage
from milepost.kernel.clock import now
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation
from milepost.values import said

Decision = Annotated[str, LongText(label="Decision", most=2000, help="What was weighed, and what follows.")]


@operation(STAGE, "begin")
def begin(stages: Sequence[Stage]) -> None:
    """Begin the stage; those before it have passed their gates, or were stopped."""
    last = {one.project_id: max(other.position for other in stages if other.project_id == one.project_id) for one in stages}
    waiting = Stage.objects.filter(project__in=last, state__in=("planned", "open"))
    for other in waiting.order_by("position"):
        if other.position < last[other.project_id]:
            raise Invalid({"": [Fault("earlier-stage", said("'{other}' comes before and has not passed its gate.", other=other.name))]})


@operation(STAGE, "pass-gate")
def pass_gate(stages: Sequence[Stage], *, decision: Decision) -> None:
    """Decide that the project goes on past this gate."""
    _decided(stages, decision)


@operation(STAGE, "stop")
def stop(stages: Sequence[Stage], *, decision: Decision) -> None:
    """Decide that the project does not go on here."""
    _decided(stages, decision)


@operation(STAGE, "open-again")
def open_again(stages: Sequence[Stage], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Open the stage again; what was decided stays in its history."""
    for one in stages:
        one.decided_by_id, one.decided_at, one.decision = None, None, ""


def _decided(stages: Sequence[Stage], decision: str) -> None:
    who, at = person_acting(), now()
    for one in stages:
        one.decided_by_id, one.decided_at, one.decision = who, at, decision
