"""/projects/PRJ-1/answers/ and /teams/3/answers/: who has not answered, who declined and why, and which tasks are stale."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied
from milepost.kernel.rows import key_from, read_row
from milepost.kernel.settings import value_of
from milepost.values import said
from milepost.web.address import record_url
from milepost.web.pages.record import heading_of
from milepost.web.parts.tabs import PLACES, Place, tabs
from milepost.web.rooms.planning.my_work import followed
from milepost.web.who import View, actor_at, page

ALL = 100


def _of(word: str) -> View:
    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor, owner = actor_at(request), entity(word)
        row = read_row(owner, actor, key_from(key))
        found = followed(actor, most=ALL, **{word: row["id"]})
        if found is None:
            raise Denied(said("You may not see who has answered and what is stale: it takes assignment.answers or task.stale."))
        return render(request, "web/rooms/planning/answers.html", _context(actor, word, row, found))

    return view


def _context(actor: Actor, word: str, row: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    owner = entity(word)
    shown = {"found": found, "days": value_of("stale-days"), "back": f"{record_url(owner, row)}answers/"}
    return heading_of(owner, actor, row) | {"tabs": tabs(owner, actor, row, f"{record_url(owner, row)}answers/")} | shown


of_project, of_team = _of("project"), _of("team")
PLACES["team"] = (*PLACES.get("team", ()), Place("Answers and reports", "answers/", "assignment.answers"))
