"""/undo/BATCH/: takes back what whoever asks has just done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from milepost.kernel.errors import Refused
from milepost.kernel.operations import Done
from milepost.kernel.rows import rows_of
from milepost.kernel.undo import go, way
from milepost.web.address import back, list_url, record_url
from milepost.web.once import do_once
from milepost.web.sentences import in_words
from milepost.web.toasts import say
from milepost.web.who import actor_at, page


@page
def take_back(request: HttpRequest, batch: str) -> HttpResponse:
    """POST; back to where it was asked, to the list where that is gone, to the record where that is back. What cannot be taken back says
    why on the page where it was asked."""
    usual = back(request, request.POST.get("back"))
    if request.method != "POST":
        return HttpResponseRedirect(usual)
    actor = actor_at(request)
    done: list[Done] = []

    def deed() -> str:
        way_back = way(actor, batch)
        done[:] = [go(actor, batch, way_back, request=request.META.get("milepost.request", ""))]
        found = way_back.main
        entity = found.operation.entity
        if found.operation.kind == "delete":
            return list_url(entity)
        rows = rows_of(entity, actor, found.keys[:1]) if found.gone else ()
        return record_url(entity, rows[0]) if len(rows) == len(found.gone) == 1 else usual

    try:
        address = do_once(request, actor, deed)
    except Refused as refusal:
        messages.error(request, in_words(refusal))
        return HttpResponseRedirect(usual)
    if done:
        say(request, gettext("Undone."))
    return HttpResponseRedirect(address)
