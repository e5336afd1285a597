"""/search/?q=: everything that holds the words and may be seen, by kind, in pages; the palette's answer, whole."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.search import Found, Hit, marked
from milepost.kernel.search import search as search_for
from milepost.kernel.search.find import MOST_RANKED
from milepost.web.address import paged, record_url
from milepost.web.who import actor_at, page

PAGE = 25
MOST = 200
DEEPEST = 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that something was found of: how many, "37+" where not all were looked at, the address that shows only those, and whether it
    is shown."""

    label: str
    count: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One record that was found, its words marked."""

    title: SafeString
    text: SafeString
    number: str
    address: str


@page
def search(request: HttpRequest) -> HttpResponse:
    """The page."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MOST]
    known = {one.name: one for one in paged()}
    kind = known.get(request.GET.get("kind", ""))
    offset = _whole(request.GET.get("offset", ""))
    found = search_for(actor_at(request), words, kind=kind, among=tuple(known.values()), limit=PAGE, offset=offset)
    return render(request, "web/search.html", _context(words, kind, found, offset))


def _context(words: str, kind: Entity | None, found: Found, offset: int) -> dict[str, Any]:
    def at(one: str, start: int = 0) -> str:
        asked = {"q": words} | ({"kind": one} if one else {}) | ({"offset": str(start)} if start else {})
        return f"/search/?{urlencode(asked)}"

    here = kind.name if kind is not None else ""
    whole = sum(count for _, count in found.kinds)
    more = found.more_kinds
    after = offset + PAGE

    def counted(count: int, *, at_least: bool) -> str:
        return f"{count:,}{'+' if at_least else ''}"

    return {
        "words": words,
        "whole": whole,
        "beyond_counting": f"{MOST_RANKED:,}" if more else "",
        "count": counted(found.count, at_least=found.more),
        "everything": Kind("", counted(whole, at_least=more), at(""), not here),
        "kinds": [Kind(entity_named(name).plural, counted(count, at_least=more), at(name), name == here) for name, count in found.kinds],
        "groups": _groups(found),
        "first": offset + 1,
        "last": offset + len(found.hits),
        "before": at(here, max(0, offset - PAGE)) if offset and found.hits else "",
        "after": at(here, after) if found.count > after else "",
        "unlisted": found.more and found.count <= after,
        "beyond": at(here) if offset and not found.hits and found.count else "",
    }


def _groups(found: Found) -> list[tuple[str, list[Line]]]:
    """The lines of the page by kind, in the order in which the best of each comes."""
    groups: dict[str, list[Line]] = {}
    for hit in found.hits:
        groups.setdefault(hit.entity, []).append(_line(hit, found.words))
    return [(entity_named(name).plural, lines) for name, lines in groups.items()]


def _line(hit: Hit, words: tuple[str, ...]) -> Line:
    entity = entity_named(hit.entity)
    title = hit.title or f"{entity.singular} {hit.record}"
    text = "" if hit.text in (hit.title, hit.number) else hit.text
    address = record_url(entity, {"id": hit.record, "number": hit.number})
    return Line(_marked(title, words), _marked(text, words), hit.number, address)


def _marked(text: str, words: tuple[str, ...]) -> SafeString:
    pieces = ((SafeString("<mark>"), piece, SafeString("</mark>")) if on else ("", piece, "") for piece, on in marked(text, words))
    return format_html_join("", "{}{}{}", pieces)


def _whole(text: str) -> int:
    return min(int(text), DEEPEST) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
