"""/organisations/ORG-3/: one record with its facts, what can be done with it, what hangs on it, and its history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from milepost.kernel.about import is_target
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Missing
from milepost.kernel.operations import Operation, operations
from milepost.kernel.rows import fields_of, key_from, read_row
from milepost.web.address import list_url, record_url
from milepost.web.htmx import part
from milepost.web.pages.drafting import offered
from milepost.web.pages.hear import hearing
from milepost.web.pages.history import LATEST, history_lines
from milepost.web.pages.marks import marks_about
from milepost.web.pages.talk import talk_about
from milepost.web.pages.then import as_it_was, last_of_it
from milepost.web.parts.facts import edits_of, facts
from milepost.web.parts.state import badge
from milepost.web.parts.tabs import tabs
from milepost.web.parts.title import title_of
from milepost.web.parts.value import shown_whole
from milepost.web.who import View, actor_at, page

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panels:
    """What a record's page shows that is made by hand: the template, which extends web/record.html, and what it knows of the record beside
    heading, tabs, details and talk. Its history is fetched when it comes into view, and if `talk_later` what is said
    of it: nobody waits for them."""

    template: str
    found: Callable[[Actor, Row], dict[str, Any]]
    talk_later: bool = False


def record(entity: Entity, by_hand: Panels | None = None) -> View:
    """The view; asked for as a part it is the peek, shown beside the list, or the history."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        if "at" in request.GET or "version" in request.GET:
            return as_it_was(request, entity, actor, key)
        try:
            row = read_row(entity, actor, key_from(key))
        except Missing:
            return last_of_it(request, entity, actor, key)
        if part(request) == "peek":
            return render(request, "web/peek.html", context_of(entity, actor, row))
        if part(request) == "history":
            return render(request, "web/history.html", {"history": history_lines(entity, actor, row["id"])})
        if part(request) == "talk":
            talk = {"talk": talk_about(entity, actor, row), "address": record_url(entity, row)}
            return render(request, "web/talk.html", talk)
        if by_hand is not None and "history" not in request.GET:
            context = heading_of(entity, actor, row) | facts_of(entity, actor, row) | {"later": f"{request.path}?history"}
        else:
            context = context_of(entity, actor, row)
        if entity.reach is None:
            later = by_hand is not None and by_hand.talk_later and "later" in context
            context |= {"tabs": tabs(entity, actor, row), "talk": None if later else talk_about(entity, actor, row)}
        if by_hand is None:
            context["marks"] = marks_about(entity, actor, row) if is_target(entity) else None
            return render(request, "web/record.html", context)
        context |= by_hand.found(actor, row)
        return render(request, by_hand.template, context)

    return view


def heading_of(entity: Entity, actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """What stands above every tab of a record: what it is, and what can be done with it."""
    state = row.get(entity.workflow.column, "") if entity.workflow is not None else ""
    return {
        "owner": entity,
        "row": row,
        "title": title_of(entity, row),
        "badge": badge(entity, state),
        "address": record_url(entity, row),
        "owner_address": list_url(entity),
        "can_edit": _possible(entity, actor, state, "edit"),
        "verbs": [one for one in operations(entity) if one.kind == "verb" and _allowed(one, actor, state)],
        "can_delete": _possible(entity, actor, state, "delete"),
        "hearing": hearing(entity, actor, row["id"]) if entity.reach is None else None,
    }


def context_of(entity: Entity, actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """What the template shows of a record."""
    lines = history_lines(entity, actor, row["id"])
    by = {"changed_by": lines[0].who if lines else "", "made_by": lines[-1].who if lines and len(lines) < LATEST else ""}
    return heading_of(entity, actor, row) | facts_of(entity, actor, row) | by | {"history": lines}


def facts_of(entity: Entity, actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """Its details, and when it was made and changed."""
    return {
        "entity": entity,
        "facts": facts(entity, row, edits=edits_of(entity, actor, row)),
        "today": timezone.localdate().isoformat(),
        "made": shown_whole(fields_of(entity)["created_at"].input, row["created_at"]),
        "changed": shown_whole(fields_of(entity)["changed_at"].input, row["changed_at"]),
    }


def _possible(entity: Entity, actor: Actor, state: str, verb: str) -> bool:
    found = [one for one in operations(entity) if one.verb == verb]
    return bool(found) and _allowed(found[0], actor, state)


def _allowed(operation: Operation, actor: Actor, state: str) -> bool:
    """Whether to offer it: whether it works is decided where it is done."""
    workflow = operation.entity.workflow
    return offered(actor, operation) and (workflow is None or state in workflow.sources(operation.verb))
