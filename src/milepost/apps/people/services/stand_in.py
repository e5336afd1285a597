"""What is done with stand-ins."""

from collections.abc import Sequence

from milepost.apps.people.entities import STAND_IN
from milepost.apps.people.models import Person, StandIn
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _here(stand_ins: Sequence[StandIn]) -> None:
    """Nobody who has left stands in."""
    left = set(Person.objects.filter(pk__in={one.stand_in_id for one in stand_ins}, state="left").values_list("pk", flat=True))
    for one in stand_ins:
        if one.stand_in_id in left:
            raise Invalid({"stand_in": [Fault("has-left", said("they have left; name somebody who is here."))]})


add_generated(STAND_IN, then=_here)
