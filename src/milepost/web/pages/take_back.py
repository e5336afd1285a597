"""/undo/BATCH/: takes back what whoever asks has just done."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from milepost.kernel.undo import undo, way_back
from milepost.web.address import back, list_url
from milepost.web.toasts import say
from milepost.web.who import actor_at, page


@page
def take_back(request: HttpRequest, batch: str) -> HttpResponse:
    """POST; back to where it was asked, or to the list where that is gone."""
    if request.method == "POST":
        actor = actor_at(request)
        way = way_back(actor, batch)
        undo(actor, batch, request=request.META.get("milepost.request", ""))
        say(request, gettext("Undone."))
        if way is not None and way.operation.kind == "delete":
            return HttpResponseRedirect(list_url(way.operation.entity))
    return HttpResponseRedirect(back(request, request.POST.get("back")))
