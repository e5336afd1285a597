"""/organisations/: the list of an entity, with search, filters, order and pages; the same question as at every door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.operations import operation_named, operations
from milepost.kernel.rows import read_page
from milepost.kernel.views import canonical
from milepost.values import said
from milepost.web.address import list_url
from milepost.web.asked import Asking, asking
from milepost.web.htmx import part
from milepost.web.pages.chosen import MOST
from milepost.web.pages.columns import choices, columns
from milepost.web.pages.drafting import offered
from milepost.web.pages.export import exports_of
from milepost.web.pages.filters import chips, filter_controls
from milepost.web.pages.tidied import tidied
from milepost.web.pages.views import ALL, chooser, viewing
from milepost.web.parts.cell import editable
from milepost.web.parts.table import table
from milepost.web.who import View, actor_at, page


@dataclass(frozen=True, slots=True)
class WayIn:
    """Another way to a new record than its form: a page below the list's address, for who holds the permission somewhere."""

    label: str
    path: str
    needs: str


WAYS_IN: dict[str, Sequence[WayIn]] = {}
"""By entity; the room that makes such a page says so."""


def listing(entity: Entity) -> View:
    """The view."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        if not can_anywhere(actor, entity.permission("view")):
            raise Denied(said("You may not see {kinds}; whoever gives roles here can change that.", kinds=entity.plural))
        if address := tidied(entity, asking(request)):
            return HttpResponseRedirect(address)
        found = viewing(entity, actor, asking(request))
        context = list_context(entity, actor, found.asked) | {"views": chooser(entity, actor, found)}
        return render(request, "web/list_part.html" if part(request) == "list" else "web/list.html", context)

    return view


def list_context(entity: Entity, actor: Actor, asked: Asking, *, fixed: Mapping[str, str] | None = None, usual: str = "") -> dict[str, Any]:
    """What the template shows of a list. `fixed` are filters that it always has, whose columns it need not show; `usual` the columns that
    it shows where none are chosen."""
    always = fixed or {}
    fields = [field for field in columns(entity, asked.columns or usual) if field.name not in always]
    state = [entity.workflow.column] if entity.workflow is not None else []
    outline = entity.outlined.names if entity.outlined is not None else ()
    needed = {"id", "version", entity.title, *state, *outline, *(["number"] if entity.prefix else []), *(field.name for field in fields)}
    problem: Invalid | None = None
    try:
        question = asked.question(entity, actor, fields=",".join(needed), **always)
    except Invalid as wrong:
        problem, question = wrong, Asking(asked.path, QueryDict()).question(entity, actor, fields=",".join(needed), **always)
    found = read_page(entity, actor, question)
    order = asked.query.get("order") or (entity.order[0] if entity.order else "")
    edits = editable(entity, actor)
    bulk = [one for one in operations(entity) if one.kind in ("verb", "delete") and can_anywhere(actor, one.name)]
    narrowing = chips(entity, actor, asked)
    filters = [one for one in filter_controls(asked=asked, entity=entity, actor=actor, chips=narrowing) if one.name not in always]
    marks = bool(bulk or edits)
    matching = canonical([*((n, v) for n in asked.query for v in asked.query.getlist(n) if n != "columns"), *always.items()])
    return {
        "entity": entity,
        "asked": asked,
        "list_address": list_url(entity),
        "all_address": f"{asked.path}?view={ALL}" if asked.from_view else asked.path,
        "problem": problem,
        "table": table(entity, fields, found.rows, asked, order, marks=marks, edits=edits) if found.rows else "",
        "found": found,
        "last": found.offset + len(found.rows),
        "before": asked.with_(offset=str(max(0, found.offset - found.limit))) if found.offset else "",
        "after": asked.with_(offset=str(found.offset + found.limit)) if found.offset + len(found.rows) < found.count else "",
        "chips": narrowing,
        "filters": filters,
        "filters_carry": asked.carried(name for one in filters for name in one.names),
        "search_carries": asked.carried(["search"]),
        "columns_carry": asked.carried(["columns"]),
        "narrowed": bool(narrowing) or bool(asked.query.get("search")),
        "can_create": entity.creatable and offered(actor, operation_named(entity.permission("create"))),
        "ways_in": [one for one in WAYS_IN.get(entity.name, ()) if can_anywhere(actor, one.needs)],
        "bulk": bulk,
        "edits": edits,
        "marks": marks,
        "matching": matching,
        "export": exports_of(entity, matching, fields),
        "more_match": found.count > len(found.rows) and problem is None,
        "too_many": found.count > MOST,
        "most": MOST,
        "usual_columns": asked.with_(columns=None),
        "all_columns": choices(entity, fields, tuple(always)),
    }
