"""The command palette: places to go, things to make, records to open, all by typing a few letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.search import find
from milepost.web.address import list_url, paged, record_url
from milepost.web.shell.navigation import sections
from milepost.web.who import actor_at, page

MOST_RECORDS = 12
Found = tuple[str, str, str, str]
"""Label, what it is, icon, address."""


@page
def palette(request: HttpRequest) -> HttpResponse:
    """Options of the palette's list box."""
    actor, words = actor_at(request), request.GET.get("q", "").strip()
    found = [*_places(actor, words), *_makings(actor, words), *(_records(actor, words) if len(words) > 1 else ())]
    found = found[:40]
    if len(words) > 1:
        found.append(
            (gettext("All results for “{words}”").format(words=words), gettext("Search"), "search", f"/search/?{urlencode({'q': words})}")
        )
    return render(request, "web/palette_options.html", {"found": found, "words": words})


def _places(actor: Actor, words: str) -> list[Found]:
    places = [place for _, found in sections(actor) for place in found]
    told = [(gettext(place.label), gettext("Go to"), place.icon, place.address) for place in places]
    return [one for one in told if _matches(one[0], words)]


def _makings(actor: Actor, words: str) -> list[Found]:
    made = [one for one in paged() if one.creatable and can_anywhere(actor, one.permission("create"))]
    new, kind = gettext("New %(one)s"), gettext("Create")
    told = [(new % {"one": gettext(one.singular)}, kind, "plus", f"{list_url(one)}new/") for one in made]
    return [one for one in told if _matches(one[0], words)]


def _records(actor: Actor, words: str) -> list[Found]:
    found: list[Found] = []
    for hit in find(actor, words, among=paged(), limit=MOST_RECORDS):
        entity = entity_named(hit.entity)
        found.append((hit.title or hit.text, gettext(entity.singular).capitalize(), "arrow-right", record_url(entity, {"id": hit.record})))
    return found


def _matches(label: str, words: str) -> bool:
    """Whether each word begins a word of the label."""
    parts = label.casefold().split()
    return all(any(part.startswith(word) for part in parts) for word in words.casefold().split())
