"""What is done with requirements: agreed, confirmed, dropped."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.projects.entities import REQUIREMENT
from milepost.apps.projects.models import Requirement
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation
from milepost.values import said

Why = Annotated[str, LongText(label="Why", most=2000)]


@operation(REQUIREMENT, "agree")
def agree(requirements: Sequence[Requirement]) -> None:
    """Agree the requirement: it is known by what it will be told that it is met."""
    for one in requirements:
        if not one.acceptance_criteria.strip():
            told = said(
                "{number} has no acceptance criteria, so nobody could tell whether it is met. Write them, then agree it.", number=one.number
            )
            raise Invalid({"": [Fault("no-criteria", told)]})


@operation(REQUIREMENT, "confirm-met")
def confirm_met(requirements: Sequence[Requirement]) -> None:
    """Confirm that the requirement is met."""


@operation(REQUIREMENT, "drop")
def drop(requirements: Sequence[Requirement], *, reason: Why) -> None:
    """Drop the requirement, and say why."""


@operation(REQUIREMENT, "propose-again")
def propose_again(requirements: Sequence[Requirement]) -> None:
    """Propose it again, to be agreed anew."""
