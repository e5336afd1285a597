"""Table, chart, board and backlog are views of the same tasks: they share saved views and filters, and lead to each other as asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from milepost.kernel.access import Actor, held_on
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.web.address import back
from milepost.web.asked import Asking, asking
from milepost.web.pages.filters import chips, filter_controls
from milepost.web.pages.views import ALL, Place, Viewing, chooser, viewing
from milepost.web.rooms.planning.there import plan_there
from milepost.web.rooms.projects.page import project_at
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

PLACES = (
    ("tasks", gettext_noop("Table"), "list", "tasks/"),
    ("plan", gettext_noop("Gantt"), "calendar-event", "plan/"),
    ("board", gettext_noop("Board"), "layout-kanban", "board/"),
    ("backlog", gettext_noop("Backlog"), "layout-list", "backlog/"),
)
FIXED = ("plan", "baseline")
"""What every view of a project's tasks is narrowed to, and so none can be filtered by."""
CHOOSE = "project-plan.begin-with"


@dataclass(frozen=True, slots=True)
class Switch:
    """One way to look at the tasks."""

    label: str
    icon: str
    address: str
    here: bool


def switches(base: str, here: str, asked: str) -> Sequence[Switch]:
    """The ways, each with what is asked; `base` is the project's address."""
    return [Switch(_(label), icon, f"{base}{path}{f'?{asked}' if asked else ''}", word == here) for word, label, icon, path in PLACES]


def place_of(actor: Actor, plan: Any, base: str) -> Place:
    """The view that the pages of a project begin with is that of its plan; scenarios of it begin as it does."""
    main = plan if plan.kind == "main" else plan.branched_from
    may = main.state == "open" and bool(held_on(entity("project-plan"), actor, [CHOOSE], main.pk))
    return Place(main.first_view_id, f"{base}first-view/", may)


@page
def first_view(request: HttpRequest, key: str) -> HttpResponse:
    """/projects/PRJ-1/first-view/: POST chooses the shared view that the pages of its tasks begin with; without one, none."""
    actor = actor_at(request)
    row = project_at(actor, key)
    base = f"/projects/{row['number']}/"
    plan = plan_there(actor, row["id"])
    if plan is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chosen = request.POST.get("view", "")
    given = {"view": int(chosen) if chosen.isdecimal() and len(chosen) < 19 else chosen or None}
    done = perform(operation_named(CHOOSE), actor, on=[plan.pk], given=given, request=request.META.get("milepost.request", ""))
    told = _("The tasks of this project begin with it now, for who has no default of their own.")
    say_done(request, actor, done, told if chosen else _("This project has no view of its own to begin with any more."))
    where = back(request, request.POST.get("list"), f"{base}tasks/").partition("?")[0]
    return HttpResponseRedirect(f"{where}?view={chosen}" if chosen else where)


def asked_of(request: HttpRequest, actor: Actor, place: Place) -> Viewing:
    """What the address asks of the tasks, or the view that it names. The plan that is meant is no part of that."""
    found = asking(request)
    query = found.query.copy()
    for name in FIXED:
        query.pop(name, None)
    return viewing(entity("task"), actor, Asking(found.path, query), place=place)


def narrowing(actor: Actor, found: Viewing) -> tuple[Q, Invalid | None]:
    """The filter of what is asked; all, with the reason, where it cannot be asked so."""
    task = entity("task")
    try:
        return found.asked.question(task, actor).where, None
    except Invalid as wrong:
        return Asking(found.asked.path, QueryDict()).question(task, actor).where, wrong


def around_views(actor: Actor, base: str, here: str, found: Viewing) -> dict[str, Any]:
    """What the tools above a view show: the switch, saved views, search and filters."""
    task, asked = entity("task"), found.asked
    narrowing_chips = chips(task, actor, asked)
    filters = [one for one in filter_controls(asked=asked, entity=task, actor=actor, chips=narrowing_chips) if one.name not in FIXED]
    return {
        "entity": task,
        "asked": asked,
        "views": chooser(task, actor, found),
        "switches": switches(base, here, carried(asked)),
        "chips": narrowing_chips,
        "filters": filters,
        "filters_carry": asked.carried(name for one in filters for name in one.names),
        "search_carries": asked.carried(["search"]),
        "all_address": f"{asked.path}?view={ALL}" if asked.from_view else asked.path,
        "narrowed": bool(narrowing_chips) or bool(asked.query.get("search")),
    }


def carried(asked: Asking) -> str:
    """What another view of the same tasks is asked by."""
    pairs = [
        (name, value) for name in asked.query if name not in ("offset", "limit", "peek") for value in asked.query.getlist(name) if value
    ]
    return urlencode(pairs) if pairs else ""
