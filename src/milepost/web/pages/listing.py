"""/organisations/: the list of an entity, with search, filters, order and pages; the same question as at every door."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.operations import operations
from milepost.kernel.rows import fields_of, read_page
from milepost.kernel.rows.shape import Field
from milepost.web.address import list_url
from milepost.web.asked import Asking, asking
from milepost.web.htmx import part
from milepost.web.pages.filters import chips, filter_controls
from milepost.web.parts.table import table
from milepost.web.who import View, actor_at, page

QUIET = frozenset({"id", "version", "created_at", "changed_at"})
MOST_COLUMNS = 8


def listing(entity: Entity) -> View:
    """The view."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        if not can_anywhere(actor, entity.permission("view")):
            raise Denied(f"You may not see {entity.plural}; whoever gives roles here can change that.")
        asked = asking(request)
        context = list_context(entity, actor, asked)
        return render(request, "web/list_part.html" if part(request) == "list" else "web/list.html", context)

    return view


def list_context(entity: Entity, actor: Actor, asked: Asking, *, fixed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the template shows of a list. `fixed` are filters that it always has, whose columns it need not show."""
    always = fixed or {}
    fields = [field for field in columns(entity, asked.query.get("columns", "")) if field.name not in always]
    needed = {"id", "version", entity.title, *(["number"] if entity.prefix else []), *(field.name for field in fields)}
    problem: Invalid | None = None
    try:
        question = asked.question(entity, actor, fields=",".join(needed), **always)
    except Invalid as wrong:
        problem, question = wrong, Asking(asked.path, QueryDict()).question(entity, actor, fields=",".join(needed), **always)
    found = read_page(entity, actor, question)
    order = asked.query.get("order") or (entity.order[0] if entity.order else "")
    bulk = [one for one in operations(entity) if one.kind in ("verb", "delete") and can_anywhere(actor, one.name)]
    narrowing = chips(entity, actor, asked)
    return {
        "entity": entity,
        "asked": asked,
        "list_address": list_url(entity),
        "problem": problem,
        "table": table(entity, fields, found.rows, asked, order, marks=bool(bulk)) if found.rows else "",
        "found": found,
        "last": found.offset + len(found.rows),
        "before": asked.with_(offset=str(max(0, found.offset - found.limit))) if found.offset else "",
        "after": asked.with_(offset=str(found.offset + found.limit)) if found.offset + len(found.rows) < found.count else "",
        "chips": narrowing,
        "filters": [one for one in filter_controls(entity, actor, asked) if one.name not in always],
        "narrowed": bool(narrowing) or bool(asked.query.get("search")),
        "can_create": entity.creatable and can_anywhere(actor, entity.permission("create")),
        "bulk": bulk,
        "all_columns": [(field, field in fields) for field in _choosable(entity)],
    }


def columns(entity: Entity, chosen: str) -> Sequence[Field]:
    """The fields a list shows: those chosen, else the first that are meant for lists; the title always, and first of all a number."""
    known = {field.name: field for field in _choosable(entity)}
    names = [name for name in chosen.split(",") if name in known]
    if names and entity.title not in names:
        names.insert(0, entity.title)
    if not names:
        usual = [field.name for field in known.values() if field.column is None or field.column.listed]
        names = [name for name in usual if name not in QUIET][:MOST_COLUMNS]
    first = [name for name in ("number", entity.title) if name in names]
    return [known[name] for name in dict.fromkeys([*first, *names])]


def _choosable(entity: Entity) -> list[Field]:
    return [field for field in fields_of(entity).values() if field.name not in ("id", "version")]
