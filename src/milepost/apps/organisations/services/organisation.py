"""What is done with organisations beside creating, editing and deleting."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.organisations.entities import ORGANISATION
from milepost.apps.organisations.models import Organisation
from milepost.kernel.inputs import LongText
from milepost.kernel.operations import operation


@operation(ORGANISATION, "close")
def close(organisations: Sequence[Organisation], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Close an organisation: it stays with all its records and is no longer offered for new work."""


@operation(ORGANISATION, "reopen")
def reopen(organisations: Sequence[Organisation]) -> None:
    """Open a closed organisation again."""
