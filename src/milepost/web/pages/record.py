"""/organisations/ORG-3/: one record with its facts, what can be done with it, what hangs on it, and its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.operations import Operation, operations
from milepost.kernel.rows import fields_of, key_from, read_row
from milepost.web.address import list_url, record_url
from milepost.web.htmx import part
from milepost.web.pages.history import history_lines
from milepost.web.pages.talk import talk_about
from milepost.web.parts.state import badge
from milepost.web.parts.table import label
from milepost.web.parts.tabs import tabs
from milepost.web.parts.title import title_of
from milepost.web.parts.value import shown_whole
from milepost.web.who import View, actor_at, page

BESIDE = frozenset({"id", "number", "version", "created_at", "changed_at"})


def record(entity: Entity) -> View:
    """The view; asked for as a part it is the peek, shown beside the list."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = read_row(entity, actor, key_from(key))
        context = context_of(entity, actor, row)
        if entity.reach is None:
            context |= {"tabs": tabs(entity, actor, row), "talk": talk_about(entity, actor, row)}
        peek = part(request) == "peek"
        return render(request, "web/peek.html" if peek else "web/record.html", context)

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
    }


def context_of(entity: Entity, actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """What the template shows of a record."""
    return heading_of(entity, actor, row) | {
        "entity": entity,
        "facts": facts(entity, row),
        "history": history_lines(entity, actor, row["id"]),
        "made": shown_whole(fields_of(entity)["created_at"].input, row["created_at"]),
        "changed": shown_whole(fields_of(entity)["changed_at"].input, row["changed_at"]),
    }


def facts(entity: Entity, row: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Name, label and value of every field the row shows; a field that is masked is not in the row."""
    hidden = {*BESIDE, entity.title, entity.workflow.column if entity.workflow is not None else ""}
    return [
        (field.name, label(field), shown_whole(field.input, row[field.name]))
        for field in fields_of(entity).values()
        if field.name not in hidden and field.name in row
    ]


def _possible(entity: Entity, actor: Actor, state: str, verb: str) -> bool:
    found = [one for one in operations(entity) if one.verb == verb]
    return bool(found) and _allowed(found[0], actor, state)


def _allowed(operation: Operation, actor: Actor, state: str) -> bool:
    """Whether to offer it: whether it works is decided where it is done."""
    workflow = operation.entity.workflow
    return can_anywhere(actor, operation.name) and (workflow is None or state in workflow.sources(operation.verb))
