"""What is done with certificates: renewed, given up, and reminded of before they expire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from milepost.apps.people.entities import CERTIFICATE
from milepost.apps.people.models import Certificate
from milepost.apps.people.services.acting import actor
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Day, LongText, Text, Whole
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _rules(certificates: Sequence[Certificate]) -> None:
    """A renewal is of the same person's certificate, and resets nothing but its own reminders."""
    former = Certificate.objects.in_bulk({one.replaces_id for one in certificates if one.replaces_id is not None})
    before = dict(Certificate.objects.filter(pk__in=[one.pk for one in certificates]).values_list("pk", "expires_on"))
    for one in certificates:
        if one.replaces_id is not None and former[one.replaces_id].person_id != one.person_id:
            raise Invalid({"replaces": [Fault("other-person", said("a certificate renews one of the same person."))]})
        if one.pk is not None and before.get(one.pk) != one.expires_on:
            one.reminded = None


add_generated(CERTIFICATE, then=_rules)


@operation(CERTIFICATE, "renew")
def renew(
    certificates: Sequence[Certificate],
    *,
    issued_on: Annotated[date, Day(label="Issued")],
    expires_on: Annotated[date | None, Day(label="Expires", required=False)],
    reference: Annotated[str | None, Text(most=100, required=False)],
) -> None:
    """Renew a certificate: the one that was held stays as it was, and the new one names it."""
    for one in certificates:
        if expires_on is not None and one.expires_on is not None and expires_on <= one.expires_on:
            told = said("the one that is renewed holds until {expires_on}; this has to be later.", expires_on=one.expires_on)
            raise Invalid({"expires_on": [Fault("not-later", told)]})
        kept = {"person": one.person_id, "name": one.name, "issuer": one.issuer, "replaces": one.pk}
        new = {"reference": reference or one.reference, "issued_on": issued_on, "expires_on": expires_on}
        perform(operation_named("certificate.create"), actor(), given=kept | new)


@operation(CERTIFICATE, "give-up")
def give_up(certificates: Sequence[Certificate], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Say that a certificate is not held any more, or will not be renewed: nobody is reminded of it."""


@operation(CERTIFICATE, "remind", inner=True)
def remind(certificates: Sequence[Certificate], *, days: Annotated[int, Whole(least=0)]) -> None:
    """The house notes that a certificate expires within so many days; who watches it hears of that."""
    for one in certificates:
        one.reminded = days
