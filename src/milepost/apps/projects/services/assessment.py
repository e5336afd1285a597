"""What is done with assessments."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.projects.entities import ASSESSMENT
from milepost.apps.projects.models import Assessment
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation
from milepost.values import said


@operation(ASSESSMENT, "conclude")
def conclude(assessments: Sequence[Assessment]) -> None:
    """Conclude it: it says what was found and what is recommended."""
    for one in assessments:
        if not (one.findings.strip() and one.recommendation.strip()):
            told = said("{number} says not yet what was found and what is recommended. Write both, then conclude it.", number=one.number)
            raise Invalid({"": [Fault("nothing-found", told)]})


@operation(ASSESSMENT, "open-again")
def open_again(assessments: Sequence[Assessment], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Look into it again."""
