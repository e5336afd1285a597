"""/people/PER-1/leave/person/: the records of another entity that name this one, as a tab of its page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from milepost.kernel.entity import Column, Entity
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.asked import asking
from milepost.web.pages.listing import list_context
from milepost.web.pages.record import heading_of
from milepost.web.pages.tidied import tidied
from milepost.web.parts.tabs import PLACES, tabs
from milepost.web.who import View, actor_at, page


def related(entity: Entity, other: Entity, column: Column) -> View:
    """The view."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        if address := tidied(other, asking(request)):
            return HttpResponseRedirect(address)
        fixed = {column.name: str(row["id"])}
        context = heading_of(entity, actor, row) | list_context(other, actor, asking(request), fixed=fixed)
        begins = {column.name: str(row["id"])}
        if request.path in [f"{record_url(entity, row)}{place.path}" for place in PLACES.get(entity.name, ())]:
            begins["back"] = request.path  # a page in its own right, on which one goes on
        context |= {"owner": entity, "tabs": tabs(entity, actor, row, request.path), "create_with": f"?{urlencode(begins, safe='/')}"}
        return render(request, "web/related.html", context)

    return view
