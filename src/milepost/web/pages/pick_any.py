"""/pick/any/?q=har: records of every kind to choose from, those the actor can see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.about import targets
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.search import find
from milepost.web.address import paged
from milepost.web.who import actor_at, page

MOST = 12


@page
def pick_any(request: HttpRequest) -> HttpResponse:
    """Options of a list box; each value is the kind and the id, "site:4"."""
    words = request.GET.get("q", "").strip()
    among = tuple(one for one in targets() if one in paged())
    hits = find(actor_at(request), words, among=among, limit=MOST) if len(words) > 1 else ()
    options = [(f"{hit.entity}:{hit.record}", hit.title or hit.text, entity_named(hit.entity).singular) for hit in hits]
    return render(request, "web/options_any.html", {"options": options, "words": words})
