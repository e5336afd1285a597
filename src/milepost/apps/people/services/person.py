"""What is done with people beside creating, editing and deleting."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.kernel.inputs import Day
from milepost.kernel.operations import operation


@operation(PERSON, "leave")
def leave(people: Sequence[Person], *, last_day: Annotated[date, Day(label="Last day")]) -> None:
    """Say when somebody leaves: what they did stays, and nothing new is planned with them after that day."""
    for person in people:
        person.left_on = last_day


@operation(PERSON, "return")
def come_back(people: Sequence[Person]) -> None:
    """Take somebody back who had left."""
    for person in people:
        person.left_on = None
