"""What is done with assignments: accepted or declined by whom they name."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.people.services.acting import actor, person_acting
from milepost.apps.planning.entities import ASSIGNMENT
from milepost.apps.planning.models import Assignment
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied
from milepost.kernel.inputs import Text
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _ask_anew(assignments: Sequence[Assignment]) -> None:
    """Nobody takes over what somebody else said: whoever is named in another's place is asked."""
    was = dict(Assignment.objects.filter(pk__in=[one.pk for one in assignments if one.pk is not None]).values_list("pk", "person_id"))
    for one in assignments:
        if not one._state.adding and was.get(one.pk, one.person_id) != one.person_id:
            one.state, one.answered_at, one.answer = "offered", None, ""


add_generated(ASSIGNMENT, then=_ask_anew)


@operation(ASSIGNMENT, "accept")
def accept(assignments: Sequence[Assignment]) -> None:
    """Say that one will do it."""
    _answer(assignments, "")


@operation(ASSIGNMENT, "decline")
def decline(assignments: Sequence[Assignment], *, why: Annotated[str, Text(most=300, help="What stands against it.")]) -> None:
    """Say that one cannot do it, and why."""
    _answer(assignments, why)


@operation(ASSIGNMENT, "reconsider")
def reconsider(assignments: Sequence[Assignment]) -> None:
    """Take one's answer back: it is open again."""
    _answer(assignments, "")
    for one in assignments:
        one.answered_at = None


@operation(ASSIGNMENT, "offer-again")
def offer_again(assignments: Sequence[Assignment]) -> None:
    """Ask again, after something has changed."""
    for one in assignments:
        one.answered_at, one.answer = None, ""


def _answer(assignments: Sequence[Assignment], words: str) -> None:
    """Everybody answers for themselves. Raises Denied."""
    who, at = person_acting(), now()
    for one in assignments:
        if not actor().unbounded and (who is None or one.person_id != who):
            raise Denied(said("Whoever is assigned answers for themselves."))
        one.answered_at, one.answer = at, words
