"""Skills as pages show them: the level as a number and as steps, and who has confirmed it."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor
from milepost.web.parts.value import day
from milepost.web.rooms.reading import rows

TOP = 5
LEVELS = ("None yet", "Knows of it", "Works with help", "Works alone", "Leads in it", "Teaches it")


def skills_of(actor: Actor, person: int) -> list[dict[str, Any]]:
    """The skills of a person, the highest first."""
    fields = "id,skill,level,evidence,wanted,confirmed_on,confirmed_by"
    found = rows("person-skill", actor, Q(person=person), fields=fields) or ()
    shown = [
        {
            **one,
            "name": (one["skill"] or {}).get("title") or _("not visible to you"),
            "word": _(LEVELS[one["level"]]),
            "steps": [place < one["level"] for place in range(TOP)],
            "confirmed": day(date.fromisoformat(one["confirmed_on"])) if one["confirmed_on"] else "",
            "by": (one["confirmed_by"] or {}).get("title") or "",
        }
        for one in found
    ]
    return sorted(shown, key=lambda one: (-one["level"], one["name"].casefold()))
