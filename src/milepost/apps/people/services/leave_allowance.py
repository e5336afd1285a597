"""What is done with leave allowances."""

from collections.abc import Sequence

from milepost.apps.people.entities import LEAVE_ALLOWANCE
from milepost.apps.people.models import LeaveAllowance
from milepost.apps.people.services.overlapping import refuse_overlaps
from milepost.kernel.operations.generated import add_generated
from milepost.values import word


def _once(allowances: Sequence[LeaveAllowance]) -> None:
    refuse_overlaps(allowances, word("there is an allowance from {first} to {last} already; a day counts to one of each kind."), by="kind")


add_generated(LEAVE_ALLOWANCE, then=_once)
