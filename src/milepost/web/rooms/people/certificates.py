"""Certificates as pages show them: until when each holds, in days, with a word and a sign."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor
from milepost.web.parts.value import day
from milepost.web.rooms.reading import rows

SOON, NEAR = 30, 90
"""Days before it expires from which it is said loudly, and at all."""


def certificates_of(actor: Actor, where: Q, today: date) -> list[dict[str, Any]]:
    """Those that are held, the first to expire first; those that never do come last."""
    fields = "id,person,name,issuer,reference,issued_on,expires_on"
    found = rows("certificate", actor, where & Q(state="held"), fields=fields) or ()
    shown = [{**one, **_standing(one["expires_on"], today)} for one in found]
    return sorted(shown, key=lambda one: (one["expires_on"] or "9999", one["name"]))


def _standing(expires: str | None, today: date) -> dict[str, Any]:
    if not expires:
        return {"tone": "", "sign": "circle-check", "told": _("does not expire"), "until": ""}
    last = date.fromisoformat(expires)
    left = (last - today).days
    if left < 0:
        told = ngettext("expired %(days)s day ago", "expired %(days)s days ago", -left) % {"days": -left}
    elif left == 0:
        told = _("expires today")
    else:
        told = ngettext("expires in %(days)s day", "expires in %(days)s days", left) % {"days": left}
    tone = "bad" if left < SOON else "warn" if left < NEAR else "good"
    sign = "alert-circle" if left < SOON else "alert-triangle" if left < NEAR else "circle-check"
    if left >= NEAR:
        told = _("holds until %(day)s") % {"day": day(last)}
    return {"tone": tone, "sign": sign, "told": told, "until": day(last)}
