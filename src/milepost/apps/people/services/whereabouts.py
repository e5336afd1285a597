"""What is done with whereabouts."""

from collections.abc import Sequence

from milepost.apps.people.entities import WHEREABOUTS
from milepost.apps.people.models import Whereabouts
from milepost.apps.people.services.overlapping import refuse_overlaps
from milepost.kernel.operations.generated import add_generated
from milepost.values import word


def _once(whereabouts: Sequence[Whereabouts]) -> None:
    refuse_overlaps(whereabouts, word("it is said already where they are from {first} to {last}; change that, or end it earlier."))


add_generated(WHEREABOUTS, then=_once)
