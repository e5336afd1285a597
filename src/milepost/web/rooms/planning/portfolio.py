"""/portfolio/: every project that whoever looks may see, with its health and its forecast beside what was promised; roadmap; who waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.inputs import Choice
from milepost.kernel.questions import question_named
from milepost.kernel.rows import read_page
from milepost.kernel.settings import today_here
from milepost.values import said
from milepost.web.asked import Asking, asking
from milepost.web.pages.filters import chips, filter_controls
from milepost.web.pages.views import chooser, viewing
from milepost.web.parts.state import badge
from milepost.web.rooms.planning.portfolio_file import sent
from milepost.web.rooms.planning.portfolio_lines import Line, line_of
from milepost.web.rooms.planning.portfolio_quarters import roadmap
from milepost.web.rooms.planning.whiskers import axis_of, axis_svg, whisker
from milepost.web.rooms.projects.said import days_after, on
from milepost.web.rooms.reading import Row, answer
from milepost.web.who import actor_at, page

OPEN = ("proposed", "active", "on-hold")
FIELDS = "id,number,name,state,organisation,programme,manager,committed_finish"
MOST, FIRST = 500, 20
"""So many projects are read, and so many shown until all of them are asked for: the worst stand first."""
SHOWN = (
    ("", gettext_noop("Forecast"), "list"),
    ("roadmap", gettext_noop("Roadmap"), "calendar-event"),
    ("waits", gettext_noop("Who waits"), "hourglass"),
)
GROUPED = (("", gettext_noop("No groups")), ("programme", gettext_noop("By programme")), ("organisation", gettext_noop("By client")))
SORTED = (("", gettext_noop("Worst first")), ("finish", gettext_noop("First to finish")), ("name", gettext_noop("By name")))
OWN = ("shown", "grouped", "sorted", "over", "whole", "format")
"""Of this page; filters and saved views are those of the list of projects."""
WORST = ("bad", "warn", "good", "unknown")


@page
def portfolio(request: HttpRequest) -> HttpResponse:
    """The page; with `format` its table as a file."""
    actor, project = actor_at(request), entity("project")
    if not can_anywhere(actor, project.permission("view")):
        raise Denied(said("You may not see projects; whoever gives roles here can change that."))
    choice = Chosen.of(request.GET)
    whole = asking(request)
    found = viewing(project, actor, Asking(whole.path, _without(whole.query)))
    rows, count, problem = _rows(actor, found.asked, choice)
    lines = _sorted(_lines(actor, rows), choice.sorted)
    if choice.format:
        return sent(lines, choice.format)
    waits = _waits(actor)
    context: dict[str, Any] = {
        "finding": finding(lines),
        "problem": problem,
        "count": count,
        "cut": count > len(rows),
        "choice": choice,
        "asked": found.asked,
        "entity": project,
        "views": chooser(project, actor, found),
        "chips": [replace(one, without=choice.kept_in(one.without)) for one in chips(project, actor, found.asked)],
        "places": [(_(label), sign, choice.address(found.asked, shown=word), word == choice.shown) for word, label, sign in SHOWN],
        "menus": [
            _menu(found.asked, choice, "grouped", GROUPED, "layout-list"),
            _menu(found.asked, choice, "sorted", SORTED, "arrows-sort"),
        ],
        "waiting": len([one for one in waits or () if (one["late"] or 0) > 0]),
        "narrowed": bool(found.asked.query),
        "can_create": can_anywhere(actor, project.permission("create")),
        "can_depend": can_anywhere(actor, "project-dependency.create"),
        "can_level": can_anywhere(actor, "project-plan.level"),
        "files": [(word.upper(), choice.address(found.asked, format=word)) for word in ("xlsx", "csv")],
        "over": choice.address(found.asked, over="" if choice.over else "1"),
    }
    controls = filter_controls(asked=found.asked, entity=project, actor=actor, chips=context["chips"])
    context["filters"] = [one for one in controls if one.name in ("state", "kind", "organisation", "programme", "manager", "sponsor")]
    if choice.shown == "roadmap":
        context["roadmap"] = roadmap(actor, lines, today_here())
    elif choice.shown == "waits":
        context["waits"] = waits
    else:
        axis = axis_of(lines, today_here())
        first = lines if choice.whole else lines[:FIRST]
        context |= {"axis": axis_svg(axis), "groups": _grouped(first, choice.grouped, axis), "all": len(lines), "first": len(first)}
        context["show_all"] = choice.address(found.asked, whole="1") if len(first) < len(lines) else ""
    return render(request, "web/rooms/portfolio.html", context)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen of this page."""

    shown: str = ""
    grouped: str = ""
    sorted: str = ""
    over: str = ""
    whole: str = ""
    format: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Chosen":
        """What is none of what can be chosen is the usual."""
        known = {"shown": SHOWN, "grouped": GROUPED, "sorted": SORTED}
        words = {name: query.get(name, "") for name in known}
        chosen = {name: word if word in [one[0] for one in known[name]] else "" for name, word in words.items()}
        form = query.get("format", "")
        flags = {name: "1" if query.get(name) else "" for name in ("over", "whole")}
        return cls(**chosen, **flags, format=form if form in ("csv", "xlsx") else "")

    def address(self, asked: Asking, **changes: str) -> str:
        """That of the page as it is asked, with something else chosen."""
        other = replace(self, **{"format": ""} | changes)
        return asked.with_(**{name: getattr(other, name) or None for name in OWN})

    def kept_in(self, address: str) -> str:
        """An address of the list with what is chosen of this page."""
        query = QueryDict(mutable=True)
        query.update({name: value for name in OWN if name != "format" and (value := getattr(self, name))})
        return f"{address}{'&' if '?' in address else '?'}{query.urlencode()}" if query else address


def _menu(asked: Asking, choice: Chosen, name: str, words: Sequence[tuple[str, str]], sign: str) -> tuple[str, str, list[Any]]:
    """What is chosen, its icon, and each that could be with the address for it."""
    chosen = next(_(label) for word, label in words if word == getattr(choice, name))
    return chosen, sign, [(_(label), choice.address(asked, **{name: word}), word == getattr(choice, name)) for word, label in words]


def _without(query: QueryDict) -> QueryDict:
    made = query.copy()
    for name in OWN:
        made.pop(name, None)
    return made


def _rows(actor: Actor, asked: Asking, choice: Chosen) -> tuple[tuple[Row, ...], int, Invalid | None]:
    """Without a filter those that are not over."""
    project, problem = entity("project"), None
    try:
        question = asked.question(project, actor, fields=FIELDS, limit=str(MOST))
    except Invalid as wrong:
        problem, question = wrong, Asking(asked.path, QueryDict()).question(project, actor, fields=FIELDS, limit=str(MOST))
    if not choice.over and "state" not in asked.query:
        question = replace(question, where=question.where & Q(state__in=OPEN))
    found = read_page(project, actor, question)
    return found.rows, found.count, problem


def _lines(actor: Actor, rows: tuple[Row, ...]) -> list[Line]:
    found = answer("project.forecast", actor) if rows else None
    known = {one["project"]["id"]: one for one in found.rows} if found is not None else {}
    return [line_of(row, known.get(row["id"])) for row in rows]


def _sorted(lines: list[Line], by: str) -> list[Line]:
    far = date.max
    if by == "name":
        return sorted(lines, key=lambda one: one.name.casefold())
    if by == "finish":
        return sorted(lines, key=lambda one: (one.p80 or one.finish or far, one.name.casefold()))
    return sorted(lines, key=lambda one: (WORST.index(one.level), -(one.late or -9999), one.name.casefold()))


def _grouped(lines: list[Line], by: str, axis: Any) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The name of each group, what is found of it, and its lines with their pictures."""
    groups: dict[str, list[Line]] = {}
    for one in lines:
        name = {"programme": one.programme or _("Without a programme"), "organisation": one.client or _("Our own")}.get(by, "")
        groups.setdefault(name, []).append(one)
    states = entity("project")
    return [
        (name, finding(part) if by else "", [_shown(one, axis) | {"badge": badge(states, one.state)} for one in part])
        for name, part in sorted(groups.items(), key=lambda pair: pair[0].casefold())
    ]


def _shown(one: Line, axis: Any) -> dict[str, Any]:
    beside = days_after(one.late) if one.late is not None else ""
    health = question_named("project.forecast").gives["level"]
    assert isinstance(health, Choice)
    words = {"level": health.options[one.level], "tone": "" if one.level == "unknown" else one.level}
    return {"line": one, "picture": whisker(one, axis), "beside": beside, "sure": on(one.p80), "planned": on(one.finish), **words}


def finding(lines: list[Line]) -> str:
    """What the page says first: how many are likely late."""
    open_ones = [one for one in lines if one.state in OPEN]
    known = [one for one in open_ones if one.late is not None]
    late, whole = sum((one.late or 0) > 0 for one in known), len(open_ones)
    if not lines:
        return _("No projects")
    if not open_ones:
        return ngettext("%(all)s project that is over", "%(all)s projects that are over", len(lines)) % {"all": len(lines)}
    if late:
        told = ngettext("%(late)s of %(all)s projects is likely late", "%(late)s of %(all)s projects are likely late", late)
        told = told if whole > 1 else _("The project is likely late")
    elif len(known) == whole:
        told = ngettext("The project is likely to keep its day", "All %(all)s projects are likely to keep their day", whole)
    elif known:
        told = _("%(kept)s of %(all)s projects likely to keep their day; of the others it is not known")
    elif any(one.committed is not None for one in open_ones):
        told = ngettext(
            "%(all)s project, and it is not known whether it keeps its day",
            "%(all)s projects, and it is not known whether they keep their days",
            whole,
        )
    else:
        told = ngettext("%(all)s project, of which no finish is promised", "%(all)s projects, of which no finish is promised", whole)
    return told % {"late": late, "kept": len(known), "all": whole}


def _waits(actor: Actor) -> list[dict[str, Any]] | None:
    """Who waits for whom, those that will be late first; None where whoever looks may not know."""
    found = answer("project-dependency.awaited", actor)
    if found is None:
        return None
    return [
        {
            **one,
            "needed_on": on(one["needed"]),
            "expected_on": on(one["expected"]),
            "waiting": (one["project"] or {}).get("title") or _("not visible to you"),
            "bringing": (one["on_project"] or {}).get("title") or _("not visible to you"),
        }
        for one in found.rows
    ]
