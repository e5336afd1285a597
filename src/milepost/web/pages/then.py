"""/organisations/ORG-3/?at=2026-01-31 and ?version=2: a record as it was; /history/ in pages; /compare/?from=2&to=5 of two versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.journal.read import columns_shown, entries_of
from milepost.kernel.operations import operation_named
from milepost.kernel.past import Then, gone_row, moment_from, past_of, row_at, row_at_version
from milepost.kernel.rows import fields_of, key_from, read_row
from milepost.web.address import list_url, record_url
from milepost.web.pages.history import history_lines
from milepost.web.parts.facts import all_facts, facts
from milepost.web.parts.state import badge
from milepost.web.parts.table import label
from milepost.web.parts.title import title_of
from milepost.web.parts.typed import day_typed
from milepost.web.parts.value import moment
from milepost.web.sentences import in_words
from milepost.web.who import View, actor_at, page

PAGE = 50
Row = dict[str, Any]


def as_it_was(request: HttpRequest, entity: Entity, actor: Actor, key: str) -> HttpResponse:
    """The record at the end of a day, at a moment, or in a version. Raises Missing."""
    text, version = day_typed(request.GET.get("at", "")), request.GET.get("version", "")
    zone, fault = timezone.get_current_timezone_name(), ""
    try:
        if version.isdecimal() and len(version) < 10:
            found = row_at_version(entity, actor, key_from(key), int(version))
        else:
            found = row_at(entity, actor, key_from(key), moment_from(text, zone=zone))
    except (Invalid, Missing) as refusal:
        fault = _fault(refusal)
        now = _now(entity, actor, key)
        return render(request, "web/then.html", _heading(entity, now) | {"fault": fault, "at": text, "gone": False}, status=422)
    return render(request, "web/then.html", _then(entity, found) | {"at": text or found.row["changed_at"][:10]})


def _fault(refusal: Invalid | Missing) -> str:
    """Without the name of the field: there is but one."""
    faults = [fault for found in refusal.fields.values() for fault in found] if isinstance(refusal, Invalid) else []
    return " ".join(map(in_words, faults)) or in_words(refusal)


def last_of_it(request: HttpRequest, entity: Entity, actor: Actor, key: str) -> HttpResponse:
    """A record that was deleted, as it was then, for those who may read the journal of the house. Raises Missing for all others."""
    row = gone_row(entity, actor, key_from(key))
    found, entry = row_at_version(entity, actor, row["id"], row["version"]), entries_of(entity, row["id"]).first()
    context = _then(entity, found) | {"gone_by": _who(entry), "gone_at": moment(entry.at) if entry else ""}
    return render(request, "web/then.html", context, status=410)


def _who(entry: Any) -> str:
    return entry.account.name if entry is not None and entry.account else "Milepost"


def _now(entity: Entity, actor: Actor, key: str) -> Row:
    try:
        return read_row(entity, actor, key_from(key))
    except Missing:
        return gone_row(entity, actor, key_from(key))


def _heading(entity: Entity, row: Row) -> dict[str, Any]:
    state = row.get(entity.workflow.column, "") if entity.workflow is not None else ""
    return {
        "entity": entity,
        "owner": entity,
        "row": row,
        "title": title_of(entity, row),
        "badge": badge(entity, state),
        "address": record_url(entity, row),
        "owner_address": list_url(entity),
        "today": timezone.localdate().isoformat(),
    }


def _then(entity: Entity, found: Then) -> dict[str, Any]:
    """Each detail as it was, and as it is now where that differs."""
    now = {} if found.now is None else {name: value for name, _, value in all_facts(entity, found.now)}
    plain = facts(entity, found.row)
    told = all_facts(entity, found.row) if not plain or found.changed & {entity.title} else plain
    return _heading(entity, found.row) | {
        "then": found,
        "facts": [(name, text, value, name in found.changed, now.get(name)) for name, text, value in told],
        "when": moment(datetime.fromisoformat(found.row["changed_at"])),
        "before": found.version - 1,
        "after": found.version + 1 if found.now is not None and found.now["version"] > found.version else 0,
        "now_title": title_of(entity, found.now) if found.now is not None else "",
        "gone": found.now is None,
    }


@dataclass(frozen=True, slots=True)
class Choices:
    """What a history can be narrowed down to."""

    people: list[tuple[int, str]]
    deeds: list[tuple[str, str]]
    fields: list[tuple[str, str]]


def history_page(entity: Entity) -> View:
    """The whole history, narrowed down as asked, in pages."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = _now(entity, actor, key)
        gone = not entity.model._default_manager.filter(pk=row["id"]).exists()
        who, before = _whole(request.GET.get("who", "")), _whole(request.GET.get("before", ""))
        deed, field = request.GET.get("deed", "")[:80], request.GET.get("field", "")[:60]
        narrowed = {"operation": deed, "account": who, "column": field, "gone": gone}
        lines = history_lines(entity, actor, row["id"], limit=PAGE + 1, before=before, **narrowed)
        query = request.GET.copy()
        if len(lines) > PAGE:
            query["before"] = str(lines[PAGE - 1].id)
        context = _heading(entity, row) | {
            "history": lines[:PAGE],
            "links": not gone,
            "older": f"?{query.urlencode()}" if len(lines) > PAGE else "",
            "first": before is None,
            "choices": _choices(entity, actor, row["id"], gone=gone),
            "chosen": {"who": who, "deed": deed, "field": field},
            "narrowed": bool(who or deed or field),
        }
        return render(request, "web/history_page.html", context)

    return view


def _choices(entity: Entity, actor: Actor, record: int, *, gone: bool) -> Choices:
    rows = entries_of(entity, record).order_by().values_list("account", "account__name", "operation").distinct()
    found = list(rows[:200])
    shown = columns_shown(entity, actor, record, gone=gone)
    people = sorted({(key, name) for key, name, _ in found if key}, key=lambda one: one[1])
    deeds = sorted({(name, _deed(name)) for _, _, name in found}, key=lambda one: one[1])
    return Choices(people, deeds, [(name, label(field)) for name, field in fields_of(entity).items() if name in shown])


def _deed(name: str) -> str:
    try:
        return past_of(operation_named(name))
    except KeyError:
        return name.rpartition(".")[2]


def compare_page(entity: Entity) -> View:
    """Two versions side by side."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        row = _now(entity, actor, key)
        versions = _versions(entity, row["id"])
        later = _whole(request.GET.get("to", "")) or int(row["version"])
        earlier = _whole(request.GET.get("from", "")) or max(1, later - 1)
        fault, sides = "", []
        try:
            sides = [row_at_version(entity, actor, row["id"], one).row for one in (earlier, later)]
        except Missing as missing:
            fault = in_words(missing)
        context = _heading(entity, row) | {
            "fault": fault,
            "pairs": _pairs(entity, sides) if sides else [],
            "versions": versions,
            "earlier": earlier,
            "later": later,
        }
        return render(request, "web/compare.html", context, status=404 if fault else 200)

    return view


def _pairs(entity: Entity, sides: list[Row]) -> list[tuple[str, Any, Any, bool]]:
    """Label, both values, whether they differ; those that do first."""
    one, other = sides
    found = zip(all_facts(entity, one), all_facts(entity, other), strict=True)
    made = [(text, value, after, one[name] != other[name]) for (name, text, value), (_, _, after) in found]
    return sorted(made, key=lambda pair: not pair[3])


def _versions(entity: Entity, record: int) -> list[tuple[int, str, str]]:
    """Number, moment and author of each, the latest first."""
    found: dict[int, tuple[int, str, str]] = {}
    for entry in entries_of(entity, record)[:200]:
        found.setdefault(entry.version, (entry.version, moment(entry.at), _who(entry)))
    return list(found.values())


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
