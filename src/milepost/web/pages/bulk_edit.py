"""/organisations/do/edit/: some values of many records at once: filled in, looked at as what follows, then done, all of it or nothing."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Invalid, Missing, Refused
from milepost.kernel.inputs import Input, Ref, Unread
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.kernel.operations.tried import MOST_TRIED, refusals
from milepost.kernel.rows import key_from, read_row
from milepost.values import said
from milepost.web.address import back, list_url, record_url
from milepost.web.once import SentBefore, do_once, new_mark
from milepost.web.pages.chosen import Chosen, chosen
from milepost.web.pages.form import Typed, controls, left_over, typed_in
from milepost.web.pages.sending import gone_to
from milepost.web.parts.cell import inputs_in_place
from milepost.web.parts.title import title_of
from milepost.web.parts.value import shown
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import View, actor_at, page

SHOWN = 5
"""So many values that were there before are named; the rest is counted."""
NAMED = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What follows for one field: its value for all, from which values, and how many have it already."""

    label: str
    after: Any
    before: tuple[tuple[Any, int], ...]
    further: int
    same: int


@dataclass(frozen=True, slots=True)
class Against:
    """A record that refuses, with why."""

    key: int
    title: str
    address: str
    why: str


def bulk_edit(entity: Entity) -> View:
    """The view: the form, then what follows, then it is done."""
    operation = operation_named(entity.permission("edit"))

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        if not can_anywhere(actor, operation.name):
            raise Denied(said("You may not change {kinds}.", kinds=entity.plural))
        records = chosen(request, entity, actor)
        inputs = offered(entity, records)
        ticked = [name for name in request.POST.getlist("change") if name in inputs]
        typed = typed_in(request, {name: inputs[name] for name in ticked})
        step = request.POST.get("step", "")
        if request.method != "POST" or step == "form":
            return _form(request, operation, records, inputs, typed)
        if not typed:
            told = gettext("Tick what is to change; what is not ticked stays as it is.")
            return _form(request, operation, records, inputs, typed, told=told)
        if step == "do":
            return _do(request, operation, actor, records, inputs, typed)
        return _preview(request, operation, actor, records, inputs, typed)

    return view


def offered(entity: Entity, records: Chosen) -> dict[str, Input]:
    """What can be changed for all of them: not by what they are told apart, and nothing that is hidden on one of them or
    follows there from what lies below it."""
    found = inputs_in_place(entity)
    left_out = {entity.title}.union(*(entity.of_parts(row) for row in records.rows))
    return {name: asked for name, asked in found.items() if name not in left_out and all(name in row for row in records.rows)}


def _form(
    request: HttpRequest,
    operation: Operation,
    records: Chosen,
    inputs: dict[str, Input],
    typed: Typed,
    refusal: Invalid | None = None,
    *,
    told: str = "",
) -> HttpResponse:
    """What all of them have already stands in its control."""
    common = {name: values[0] for name in inputs if (values := _distinct(records, name)) and len(values) == 1}
    several = {name for name in inputs if len(_distinct(records, name)) > 1}
    made = controls(actor_at(request), inputs, {**common, **typed}, refusal)
    context = _context(request, operation, records) | {
        "fields": [(one, one.name in typed, one.name in several) for one in made],
        "faults": [*left_over(inputs, refusal), *([told] if told else [])],
    }
    return render(request, "web/bulk_edit.html", context, status=422 if refusal is not None or told else 200)


def _preview(
    request: HttpRequest, operation: Operation, actor: Actor, records: Chosen, inputs: dict[str, Input], typed: Typed, told: str = ""
) -> HttpResponse:
    """What follows, and which records refuse: it was tried, and nothing is changed."""
    try:
        found = refusals(operation, actor, on=records.keys, given=typed, versions=records.versions)
    except Invalid as refusal:
        return _form(request, operation, records, inputs, typed, refusal)
    rows = {row["id"]: row for row in records.rows}
    entity = operation.entity
    against = [Against(key, title_of(entity, rows[key]), record_url(entity, rows[key]), why) for key, why in found.items() if key]
    changes = [_change(actor, operation.entity, name, inputs[name], text, records) for name, text in typed.items()]
    context = _context(request, operation, records) | {
        "changes": changes,
        "typed": list(typed.items()),
        "against": against,
        "whole": found.get(0, "") or told,
        "left": len(records.rows) - len(against),
        "without": [one.key for one in against],
        "tried": MOST_TRIED if len(against) == MOST_TRIED else 0,
        "unchanged": all(one.same == len(records.rows) for one in changes),
        "mark": new_mark(actor.account),
    }
    return render(request, "web/bulk_preview.html", context, status=409 if found or told else 200)


def _do(request: HttpRequest, operation: Operation, actor: Actor, records: Chosen, inputs: dict[str, Input], typed: Typed) -> HttpResponse:
    address, done = back(request, request.POST.get("back"), list_url(operation.entity)), []
    number = request.META.get("milepost.request", "")

    def deed() -> str:
        done.append(perform(operation, actor, on=records.keys, given=typed, versions=records.versions, request=number))
        return address

    try:
        do_once(request, actor, deed)
    except SentBefore as before:
        return gone_to(request, before.address or address)
    except Refused as refusal:  # somebody was quicker: who stands in the way is told anew
        return _preview(request, operation, actor, records, inputs, typed, in_words(refusal))
    if done:
        say_done(request, actor, done[-1], gettext("{count} changed.").format(count=_counted(operation.entity, len(records.rows))))
    return gone_to(request, address)


def _context(request: HttpRequest, operation: Operation, records: Chosen) -> dict[str, Any]:
    entity, sent = operation.entity, request.POST if request.method == "POST" else request.GET
    return {
        "entity": entity,
        "operation": operation,
        "list_address": list_url(entity),
        "back": back(request, sent.get("back"), list_url(entity)),
        "records": records.packed,
        "number": len(records.rows),
        "counted": _counted(entity, len(records.rows)),
        "named": [(title_of(entity, row), record_url(entity, row)) for row in records.rows[:NAMED]],
        "unnamed": max(0, len(records.rows) - NAMED),
    }


def _counted(entity: Entity, number: int) -> str:
    """ "12 people"."""
    return f"{number:,} {gettext(entity.singular) if number == 1 else gettext(entity.plural)}"


def _distinct(records: Chosen, name: str) -> list[Any]:
    found: list[Any] = []
    for row in records.rows:
        if row[name] not in found:
            found.append(row[name])
        if len(found) > 1:
            break
    return found


def _change(actor: Actor, entity: Entity, name: str, asked: Input, text: Any, records: Chosen) -> Change:
    """From what, to what."""
    after = _as_shown(actor, asked, text)
    before = Counter(str(shown(asked, row[name])) for row in records.rows)
    html = {str(shown(asked, row[name])): shown(asked, row[name]) for row in records.rows}
    same = before.pop(str(after), 0)
    most = before.most_common(SHOWN)
    label = gettext(entity.by_name[name].label)
    return Change(label, after, tuple((html[text], count) for text, count in most), len(before) - len(most), same)


def _as_shown(actor: Actor, asked: Input, text: Any) -> Any:
    """A value as a row would show it."""
    try:
        value = asked.take(text)
        if isinstance(asked, Ref) and value is not None:
            target = entity_named(asked.entity)
            row = read_row(target, actor, key_from(str(value)))
            return shown(asked, {"id": row["id"], "title": title_of(target, row)})
        return shown(asked, asked.write(value)) if value is not None else ""
    except (Unread, Missing):
        return str(text)
