"""Table, chart, board and backlog are views of the same tasks: they share saved views and filters, and lead to each other as asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid
from milepost.web.asked import Asking, asking
from milepost.web.pages.filters import chips, filter_controls
from milepost.web.pages.views import ALL, Viewing, chooser, viewing

PLACES = (
    ("tasks", gettext_noop("Table"), "list", "tasks/"),
    ("plan", gettext_noop("Gantt"), "calendar-event", "plan/"),
    ("board", gettext_noop("Board"), "layout-kanban", "board/"),
    ("backlog", gettext_noop("Backlog"), "layout-list", "backlog/"),
)
FIXED = ("plan", "baseline")
"""What every view of a project's tasks is narrowed to, and so none can be filtered by."""


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


def asked_of(request: HttpRequest, actor: Actor) -> Viewing:
    """What the address asks of the tasks, or the view that it names. The plan that is meant is no part of that."""
    found = asking(request)
    query = found.query.copy()
    for name in FIXED:
        query.pop(name, None)
    return viewing(entity("task"), actor, Asking(found.path, query))


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
