"""Leave: asked for, approved or refused by somebody above, cancelled."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.people.entities import LEAVE
from milepost.apps.people.models import Leave, Person
from milepost.apps.people.rules.leave import Stretch, first_clash
from milepost.apps.people.services.acting import Deciding
from milepost.apps.people.services.overlapping import in_turn
from milepost.kernel.clock import now
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation
from milepost.values import said

LONGEST = 731
"""Days: a longer absence is somebody who has left, or a slip in the year."""


@operation(LEAVE, "request")
def request(leave: Sequence[Leave]) -> None:
    """Ask for the leave; somebody above decides. Refused where it takes days that are taken already, and where the person is not here."""
    people = in_turn({one.person_id for one in leave})
    taken: dict[int, list[Stretch]] = {}
    held = Leave.objects.filter(person_id__in=people, state__in=("requested", "approved")).exclude(pk__in=[one.pk for one in leave])
    for one in held:
        taken.setdefault(one.person_id, []).append(_stretch(one))
    for one in leave:
        _check_here(one, people[one.person_id])
        clash = first_clash(_stretch(one), taken.setdefault(one.person_id, []))
        if clash is not None:
            raise Invalid(
                {
                    "first_day": [
                        Fault("days-taken", said("there is leave from {clash} to {clash2} already.", clash=clash[0], clash2=clash[1]))
                    ]
                }
            )
        taken[one.person_id].append(_stretch(one))


@operation(LEAVE, "withdraw")
def withdraw(leave: Sequence[Leave]) -> None:
    """Take the request back."""


@operation(LEAVE, "approve")
def approve(leave: Sequence[Leave]) -> None:
    """Approve the leave: from then on nothing is planned with the person on these days."""
    _decide(leave)


@operation(LEAVE, "refuse")
def refuse(leave: Sequence[Leave], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Refuse the leave, and say why."""
    _decide(leave)


@operation(LEAVE, "reconsider")
def reconsider(leave: Sequence[Leave]) -> None:
    """Take a decision on leave back: it waits to be decided again. Done by who may decide on it."""
    request(leave)
    _decide(leave)
    for one in leave:
        one.decided_by = one.decided_for = one.decided_at = None


@operation(LEAVE, "cancel")
def cancel(leave: Sequence[Leave], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Cancel leave that was approved: the days can be planned again."""


def _decide(leave: Sequence[Leave]) -> None:
    """Only somebody above decides, or who stands in for them; never on their own leave. Raises Denied."""
    at, deciding = now(), Deciding({one.person_id for one in leave}, what=said("Leave"))
    for one in leave:
        one.decided_for_id = deciding.decide(one.person_id, record=one.pk)
        one.decided_by_id, one.decided_at = deciding.who, at


def _check_here(one: Leave, person: Person) -> None:
    """Raises Invalid for leave of somebody who is not here then."""
    if person.joined_on is not None and one.first_day < person.joined_on:
        told = said("{person} joins on {joined_on}; leave begins then at the earliest.", person=person.name, joined_on=person.joined_on)
        raise Invalid({"first_day": [Fault("before-joining", told)]})
    if person.left_on is not None and one.last_day > person.left_on:
        raise Invalid(
            {
                "last_day": [
                    Fault(
                        "after-leaving",
                        said("{person} leaves on {left_on}; leave ends then at the latest.", person=person.name, left_on=person.left_on),
                    )
                ]
            }
        )
    if (one.last_day - one.first_day).days > LONGEST:
        raise Invalid({"last_day": [Fault("too-long", said("leave of more than {longest} days; is the year right?", longest=LONGEST))]})


def _stretch(one: Leave) -> Stretch:
    return one.first_day, one.last_day, one.part
