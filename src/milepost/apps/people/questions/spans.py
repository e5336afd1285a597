"""The span that a question is about."""

from datetime import date
from typing import Annotated

from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day
from milepost.values import said

FirstDay = Annotated[date, Day(label="First day")]
LastDay = Annotated[date, Day(label="Last day", help="It is included.")]
LONGEST = 731
"""Days that one question takes in."""


def check_span(first: date, last: date) -> None:
    """Raises Invalid for one that ends before it begins, or is too long."""
    if last < first:
        raise Invalid(
            {"to": [Fault("before-beginning", said("{last} lies before {first}; the last day is included.", last=last, first=first))]}
        )
    if (last - first).days >= LONGEST:
        raise Invalid({"to": [Fault("too-long", said("at most {longest} days are asked about at once.", longest=LONGEST))]})
