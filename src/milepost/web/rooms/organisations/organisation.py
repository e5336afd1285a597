"""An organisation's page: whom to call, where they are, its parts, who of ours belongs to it and who watches."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.about import only_about
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.web.parts.initials import initials
from milepost.web.rooms.reading import Row, keys, rows

SHOWN = 12
"""People beside the page; the others are at its tab."""
KINDS = {"client": "Client", "supplier": "Supplier", "department": "Department of the house"}
BELONG = {"supplier": "Their people who work with us", "department": "People", "client": "Our people there"}


def organisation(actor: Actor, row: Row) -> dict[str, Any]:
    """What the page knows of a client, a supplier or a department of the house; a panel that whoever looks may not see is not there."""
    key = row["id"]
    contacts = rows("contact", actor, Q(organisation=key), fields="id,name,position,email,phone,site", order="name")
    sites = rows("site", actor, Q(organisation=key), fields="id,name,address,zone", order="name")
    belong = rows("person", actor, Q(organisation=key, state="active"), fields="id,number,name,work_role", order="name", limit=SHOWN + 1)
    return {
        "actions": "web/rooms/organisation_actions.html",
        "under": "web/rooms/organisation_under.html",
        "kind_told": _(KINDS[row["kind"]]),
        "contacts": None if contacts is None else [{**one, "initials": initials(one["name"])} for one in contacts],
        "contacts_title": _counted(contacts, "contact"),
        "sites": sites,
        "sites_title": _counted(sites, "site"),
        "parts": rows("organisation", actor, Q(parent=key), fields="id,number,name,state", order="name"),
        "belong": belong[:SHOWN] if belong or (belong is not None and row["kind"] == "department") else None,
        "more_belong": len(belong or ()) > SHOWN,
        "belong_title": _(BELONG[row["kind"]]),
        "watching": _watching(actor, key),
        "may_add": {word: can_anywhere(actor, f"{word}.create") for word in ("contact", "site")},
    }


def _counted(found: tuple[Row, ...] | None, what: str) -> str:
    many = len(found or ())
    if not many:
        return _("Contacts") if what == "contact" else _("Sites")
    told = (
        ngettext("%(many)s contact", "%(many)s contacts", many) if what == "contact" else ngettext("%(many)s site", "%(many)s sites", many)
    )
    return told % {"many": many}


def _watching(actor: Actor, key: int) -> list[dict[str, str]] | None:
    """The names of those who hear of what is done with it."""
    with only_about(entity("organisation")):
        found = rows("watch", actor, Q(entity="organisation", record=key), fields="id,account")
    if found is None:
        return None
    named = {one["account"]["id"]: one["account"]["title"] or _("somebody") for one in found if one["account"]}
    return [{"name": named[one], "initials": initials(named[one])} for one in keys(found, "account")]
