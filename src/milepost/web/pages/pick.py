"""/pick/organisation/?q=har: records to choose from in a form, those the actor can see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.entity import entity as entity_named
from milepost.kernel.rows import question_from, read_page
from milepost.web.parts.title import title_of
from milepost.web.who import actor_at, page

MOST = 12


@page
def pick(request: HttpRequest, name: str) -> HttpResponse:
    """Options of a list box."""
    try:
        entity = entity_named(name)
    except KeyError:
        raise Http404 from None
    actor = actor_at(request)
    words = request.GET.get("q", "").strip()
    found = read_page(entity, actor, question_from(entity, actor, {"search": [words], "limit": [str(MOST)]}))
    options = [(row["id"], title_of(entity, row), row.get("number") or "") for row in found.rows]
    return render(
        request, "web/options.html", {"options": options, "entity": entity, "more": max(0, found.count - len(options)), "words": words}
    )
