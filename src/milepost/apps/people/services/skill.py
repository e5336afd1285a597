"""What is done with the skills of people: assessed by themselves or others, confirmed by somebody above."""

from collections.abc import Sequence

from milepost.apps.people.entities import PERSON_SKILL
from milepost.apps.people.models import PersonSkill
from milepost.apps.people.services.acting import Deciding, person_acting
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.settings import today_here
from milepost.values import said

ASSESSED = ("level", "evidence")


def _assessed(skills: Sequence[PersonSkill]) -> None:
    """Who gives a level assesses it, on the day given or today; what was confirmed of another level or evidence is not of this."""
    held = PersonSkill.objects.filter(pk__in=[one.pk for one in skills])
    before = {row["pk"]: row for row in held.values("pk", *ASSESSED, "assessed_on")}
    who, today = person_acting(), today_here()
    for one in skills:
        was = before.get(one.pk)
        if was is not None and all(was[name] == getattr(one, name) for name in ASSESSED):
            continue
        if one.assessed_on is None or (was is not None and was["assessed_on"] == one.assessed_on):
            one.assessed_on = today
        one.assessed_by_id = who
        one.confirmed_on = one.confirmed_by_id = one.confirmed_for_id = None


add_generated(PERSON_SKILL, then=_assessed)


@operation(PERSON_SKILL, "confirm")
def confirm(skills: Sequence[PersonSkill]) -> None:
    """Confirm the level, having seen the evidence: done by somebody above the person, or who stands in for them. Another level, or other
    evidence, has to be confirmed anew."""
    today, deciding = today_here(), Deciding({one.person_id for one in skills}, what=said("A level of skill"))
    for one in skills:
        one.confirmed_for_id = deciding.decide(one.person_id, record=one.pk)
        one.confirmed_on, one.confirmed_by_id = today, deciding.who
