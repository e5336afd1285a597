"""Leave: asked for, approved or refused by somebody above, cancelled."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.people.entities import LEAVE
from milepost.apps.people.models import Leave, Person
from milepost.apps.people.rules import Stretch, first_clash
from milepost.apps.people.selectors.deciding import deciders
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import current, operation


@operation(LEAVE, "request")
def request(leave: Sequence[Leave]) -> None:
    """Ask for the leave; somebody above decides. Refused where it takes days that are taken already."""
    people = {one.person_id for one in leave}
    taken: dict[int, list[Stretch]] = {}
    held = Leave.objects.filter(person_id__in=people, state__in=("requested", "approved")).exclude(pk__in=[one.pk for one in leave])
    for one in held:
        taken.setdefault(one.person_id, []).append(_stretch(one))
    for one in leave:
        clash = first_clash(_stretch(one), taken.setdefault(one.person_id, []))
        if clash is not None:
            raise Invalid({"first_day": [Fault("days-taken", f"there is leave from {clash[0]} to {clash[1]} already.")]})
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


@operation(LEAVE, "cancel")
def cancel(leave: Sequence[Leave], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Cancel leave that was approved: the days can be planned again."""


def _decide(leave: Sequence[Leave]) -> None:
    """Only somebody above decides, or who stands in for them; never on their own leave. Raises Denied."""
    call = current()
    assert call is not None
    at = now()
    who = Person.objects.filter(account_id=call.actor.account).first() if call.actor.account is not None else None
    allowed = deciders(Person.objects.filter(pk__in={one.person_id for one in leave}), at.date())
    for one in leave:
        if not call.actor.unbounded and (who is None or who.pk not in allowed[one.person_id]):
            raise Denied("Leave is decided by the person's manager, somebody above, or who stands in for one of them.")
        one.decided_by, one.decided_at = who, at


def _stretch(one: Leave) -> Stretch:
    return one.first_day, one.last_day, one.part
