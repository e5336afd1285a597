"""Which certificates expire."""

from datetime import timedelta
from typing import Annotated, Any

from milepost.apps.people.entities import CERTIFICATE
from milepost.apps.people.questions.whom import InTeam
from milepost.apps.people.selectors.teams import parts_of
from milepost.kernel.inputs import Choice, Day, Ref, Text, Whole
from milepost.kernel.questions import Answer, question
from milepost.kernel.settings import today_here

STANDS = {"expired": "Expired", "expiring": "Expires"}
GIVES = {
    "certificate": Ref(entity="certificate", label="Certificate"),
    "person": Ref(entity="person", label="Person"),
    "issuer": Text(label="Issuer", required=False),
    "expires_on": Day(label="Expires"),
    "days": Whole(label="Days left"),
    "stands": Choice(options=STANDS, label="State"),
}


@question(CERTIFICATE, "expiring", gives=GIVES)
def expiring(
    certificates: Any,
    *,
    days: Annotated[int, Whole(least=0, most=3660, required=False, help="Within so many days from today; 90 when empty.")] = 90,
    team: InTeam = None,
) -> Answer:
    """Certificates that are held and have expired, or expire within so many days, the first to expire first. One holds on the day on which
    it expires."""
    today = today_here()
    held = certificates.filter(state="held", person__state="active", expires_on__lte=today + timedelta(days=days))
    if team is not None:
        held = held.filter(person__team__in=parts_of(team.pk))
    rows = []
    for key, person, issuer, expires in held.order_by("expires_on", "pk").values_list("pk", "person_id", "issuer", "expires_on"):
        left = (expires - today).days
        stands = "expired" if left < 0 else "expiring"
        rows.append({"certificate": key, "person": person, "issuer": issuer, "expires_on": expires, "days": left, "stands": stands})
    return Answer(rows)
