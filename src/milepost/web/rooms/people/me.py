"""/people/me/: one's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from milepost.kernel.entity import entity
from milepost.web.address import record_url
from milepost.web.rooms.reading import own_person
from milepost.web.who import actor_at, page


@page
def me(request: HttpRequest) -> HttpResponse:
    """On to the page of the person behind the account; who has none is told how to get one."""
    found = own_person(actor_at(request))
    if found is None:
        return render(request, "web/rooms/no_person.html", {}, status=404)
    return HttpResponseRedirect(record_url(entity("person"), found))
