"""/projects/PRJ-1/delegations/: what is delegated today, by whom, to whom, until when; as a part it stands below who is who."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.apps.projects.questions.delegations import WHAT
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied
from milepost.values import said
from milepost.web.htmx import is_part
from milepost.web.parts.span_of_days import span_told
from milepost.web.rooms.projects.page import around, project_at
from milepost.web.rooms.projects.said import named, on
from milepost.web.rooms.reading import answer
from milepost.web.who import actor_at, page


@page
def delegations(request: HttpRequest, key: str) -> HttpResponse:
    """The page, or the part."""
    actor = actor_at(request)
    row = project_at(actor, key)
    found = _lines(actor, row["id"])
    if is_part(request):
        return render(request, "web/rooms/projects/delegations_part.html", {"delegated": found})
    return render(request, "web/rooms/projects/delegations.html", around(actor, row, "") | {"delegated": found})


def _lines(actor: Actor, project: int) -> list[dict[str, Any]]:
    """One for each: to whom, what, by whom, from when to when. Raises Denied."""
    found = answer("project.delegations", actor, project=project)
    if found is None:
        raise Denied(said("You may not see what is delegated here: it takes project.delegations."))
    return [_line(one) for one in found.rows]


def _line(one: Any) -> dict[str, Any]:
    last, who = one["last_day"], one["person"] or one["contact"]
    kind = "people" if one["person"] else "contacts"
    since = _("since %(day)s") % {"day": on(one["first_day"])}
    return {
        "name": named(who),
        "address": f"/{kind}/{who['id']}/" if who and who.get("title") else "",
        "what": one["duties"] or _(WHAT[one["what"]]),
        "by": named(one["delegated_by"]) if one["delegated_by"] else "",
        "days": span_told(date.fromisoformat(one["first_day"]), date.fromisoformat(last)) if last else since,
    }
