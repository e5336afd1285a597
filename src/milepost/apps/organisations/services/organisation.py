"""What is done with organisations."""

from collections.abc import Sequence
from typing import Annotated

from milepost.apps.organisations.entities import ORGANISATION
from milepost.apps.organisations.models import Organisation
from milepost.apps.organisations.ports import needs
from milepost.apps.organisations.services.circles import refuse_circles
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, LongText
from milepost.kernel.operations import current, operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import listed, said, word


def _hierarchy(organisations: Sequence[Organisation]) -> None:
    refuse_circles(organisations, "parent", word("an organisation cannot be part of its own parts: {line}."))


add_generated(ORGANISATION, then=_hierarchy)


@operation(ORGANISATION, "close")
def close(
    organisations: Sequence[Organisation],
    *,
    reason: Annotated[str, LongText(label="Why", most=2000)],
    anyway: Annotated[bool | None, Flag(required=False, help="Yes: although people or records still belong to it.")],
) -> None:
    """Close an organisation: it stays with all its records and is no longer offered for new work. Where people or open records still
    belong to it that is told first, and it is closed only `anyway`."""
    told = needs([one.pk for one in organisations])
    if told and not anyway:
        raise Invalid({"anyway": [Fault("still-needed", said("{told} Say anyway=yes to close it all the same.", told=listed(told, " ")))]})


@operation(ORGANISATION, "reopen")
def reopen(organisations: Sequence[Organisation]) -> None:
    """Open a closed organisation again."""


@operation(ORGANISATION, "mark-own")
def mark_own(organisations: Sequence[Organisation]) -> None:
    """Say that an organisation is the house itself; the one that was is so no more."""
    if len(organisations) > 1:
        raise Invalid({"": [Fault("several", said("the house is one organisation; mark one of them."))]})
    call = current()
    assert call is not None
    former = list(Organisation.objects.filter(is_own=True).exclude(pk__in=[one.pk for one in organisations]).values_list("pk", flat=True))
    if former:
        perform(operation_named("organisation.unmark-own"), call.actor, on=former)
    for one in organisations:
        one.is_own = True


@operation(ORGANISATION, "unmark-own", inner=True)
def unmark_own(organisations: Sequence[Organisation]) -> None:
    """The house is another organisation now."""
    for one in organisations:
        one.is_own = False
