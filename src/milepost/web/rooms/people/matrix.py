"""/skills/matrix/: people by skills, the level printed in each cell; which skills nobody or only one person works alone with."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.errors import Denied
from milepost.values import said
from milepost.web.parts.icon import icon
from milepost.web.rooms.people.skills import LEVELS
from milepost.web.rooms.reading import Row, answer, rows
from milepost.web.who import actor_at, page

FILTERS = ("team", "work_role", "category")
PEOPLE = 50
"""On one page; a thousand by twenty skills would keep a browser busy for eight seconds."""


@page
def matrix(request: HttpRequest) -> HttpResponse:
    """The page. Filters stand in the address; what is wrong with them is told in place of the table."""
    actor = actor_at(request)
    if not can_anywhere(actor, "person.skill-matrix"):
        raise Denied(said("You may not compare skills: it takes person.skill-matrix."))
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    only_gaps = bool(request.GET.get("gaps"))
    after = request.GET.get("after", "")
    offset = int(after) if after.isdecimal() and len(after) < 6 else 0
    context = _context(actor, chosen, offset, only_gaps=only_gaps)
    if offset and not context["any"]:
        context = _context(actor, chosen, 0, only_gaps=only_gaps)
    return render(request, "web/rooms/matrix.html", context)


def _context(actor: Actor, chosen: dict[str, str], offset: int, *, only_gaps: bool) -> dict[str, Any]:
    given = {name: value for name, value in chosen.items() if value}
    found = answer("person.skill-matrix", actor, **given, limit=PEOPLE + 1, offset=offset)
    cover = answer("person.skill-cover", actor, **{name: value for name, value in given.items() if name != "category"})
    covered = {one["skill"]["id"]: one for one in cover.rows} if cover is not None else {}
    held = found.rows if found is not None else ()
    people = dict.fromkeys(one["person"]["id"] for one in held)
    here = set(list(people)[:PEOPLE])
    skills = _skills(actor, [*held, *covered.values()], chosen["category"])
    asked = {**given, **({"gaps": "1"} if only_gaps else {})}
    gaps = [one for one in skills if one["id"] in covered and covered[one["id"]]["cover"] != "several"]
    shown = gaps if only_gaps else skills
    return {
        "chosen": chosen,
        "only_gaps": only_gaps,
        "teams": _options(actor, "team", chosen["team"]),
        "roles": _options(actor, "work-role", chosen["work_role"]),
        "categories": sorted({one["category"] for one in rows("skill", actor, Q(), fields="id,category") or () if one["category"]}),
        "title": _title(len(skills), len(gaps)),
        "table": table(tuple(one for one in held if one["person"]["id"] in here), shown, covered) if held and shown else "",
        "first": offset + 1,
        "last": offset + len(here),
        "before": f"?{urlencode({**asked, 'after': max(0, offset - PEOPLE)})}" if offset else "",
        "after": f"?{urlencode({**asked, 'after': offset + PEOPLE})}" if len(people) > PEOPLE else "",
        "any": bool(held),
        "notes": found.notes[:1] if found is not None else (),
        "narrowed": bool(given),
        "may_make": can_anywhere(actor, "skill.create"),
        "may_import": can_anywhere(actor, "person-skill.create"),
    }


def _title(skills: int, gaps: int) -> str:
    if not skills:
        return _("Skills of people")
    if not gaps:
        return ngettext("%(skills)s skill, held by several", "%(skills)s skills; each is held by several", skills) % {"skills": skills}
    told = ngettext(
        "%(gaps)s of %(skills)s skills hangs on one person or none", "%(gaps)s of %(skills)s skills hang on one person or none", gaps
    )
    return told % {"gaps": gaps, "skills": skills}


def _options(actor: Actor, word: str, chosen: str) -> list[tuple[str, str, bool]]:
    found = rows(word, actor, Q(), fields="id,name", order="name") or ()
    return [(str(one["id"]), one["name"], str(one["id"]) == chosen) for one in found]


def _skills(actor: Actor, held: Sequence[Row], category: str) -> list[dict[str, Any]]:
    """The columns, of the category if one is given: by category, then by name."""
    named = {one["skill"]["id"]: one["skill"]["title"] or "" for one in held}
    known = {one["id"]: one["category"] or "" for one in rows("skill", actor, Q(pk__in=list(named)), fields="id,category") or ()}
    made = [{"id": key, "name": name, "category": known.get(key, "")} for key, name in named.items()]
    made = [one for one in made if not category or one["category"].casefold() == category.casefold()]
    return sorted(made, key=lambda one: (one["category"].casefold(), one["name"].casefold()))


def table(held: tuple[Row, ...], skills: list[dict[str, Any]], covered: dict[int, Row]) -> SafeString:
    """Made in Python: 60 people by 40 skills are 2,400 cells."""
    people = dict(sorted({one["person"]["id"]: one["person"]["title"] or "" for one in held}.items(), key=lambda one: one[1].casefold()))
    level = {(one["person"]["id"], one["skill"]["id"]): one for one in held}
    known: dict[tuple[int, bool, bool], SafeString] = {}
    nothing = SafeString('<td class="none"><span class="unseen">–</span></td>')
    lines = []
    for key, name in people.items():
        cells = []
        for skill in skills:
            one = level.get((key, skill["id"]))
            cells.append(nothing if one is None else _cell(one, known))
        lines.append(format_html('<tr><th scope="row"><a href="/people/{}/">{}</a></th>{}</tr>', key, name, SafeString("".join(cells))))
    return format_html(
        '<table class="matrix"><caption class="unseen">{}</caption><thead>{}<tr><th scope="col">{}</th>{}</tr></thead>'
        '<tbody>{}</tbody><tfoot><tr><th scope="row">{}</th>{}</tr></tfoot></table>',
        _("People by skills"),
        _categories(skills),
        _("Person"),
        SafeString("".join(format_html('<th scope="col"><a href="/skills/{}/">{}</a></th>', one["id"], one["name"]) for one in skills)),
        SafeString("".join(lines)),
        _("Work alone"),
        SafeString("".join(_foot(covered.get(one["id"])) for one in skills)),
    )


def _cell(one: Row, known: dict[tuple[int, bool, bool], SafeString]) -> SafeString:
    """There are at most 24 different cells; each is made once."""
    kind = (one["level"], one["confirmed"], one["wanted"])
    if kind not in known:
        told = [_(LEVELS[one["level"]]), _("confirmed") if one["confirmed"] else _("not confirmed")]
        told += [_("would like to work with it")] if one["wanted"] else []
        known[kind] = format_html(
            '<td class="l{}">{}<small aria-hidden="true">{}</small><span class="unseen">, {}</span></td>',
            one["level"],
            one["level"],
            one["shown"][1:],
            ", ".join(told),
        )
    return known[kind]


def _categories(skills: list[dict[str, Any]]) -> SafeString:
    """A line of categories above the skills, where there are any."""
    if not any(one["category"] for one in skills):
        return SafeString("")
    groups: list[list[Any]] = []
    for one in skills:
        if groups and groups[-1][0] == one["category"]:
            groups[-1][1] += 1
        else:
            groups.append([one["category"], 1])
    made = (format_html('<th scope="colgroup" colspan="{}"><span>{}</span></th>', span, name or _("Other")) for name, span in groups)
    return format_html('<tr class="groups"><td></td>{}</tr>', SafeString("".join(made)))


def _foot(one: Row | None) -> SafeString:
    able = one["able"] if one is not None else 0
    if able > 1:
        return format_html("<td>{}</td>", able)
    return format_html('<td class="gap">{}{}</td>', icon("alert-triangle", _("A gap:")), able)
