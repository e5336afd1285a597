"""A form that was sent: done once and gone on from, or shown again with what is wrong and everything that was typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Fault, Invalid, Refused, Stale
from milepost.kernel.inputs import Secret
from milepost.kernel.operations import Done, Operation
from milepost.values import said
from milepost.web.address import list_url, record_url
from milepost.web.htmx import is_part, part, whole_page
from milepost.web.once import SentBefore, do_once, new_mark
from milepost.web.pages.drafting import can_draft, drafted, only_drafted
from milepost.web.pages.form import Filled, controls, left_over
from milepost.web.pages.meeting import Meeting, met
from milepost.web.parts.title import title_of
from milepost.web.refusals import STATUS
from milepost.web.sentences import in_words
from milepost.web.toasts import say, say_done, sent
from milepost.web.who import actor_at

SHOWN_ONCE = "#shown-once"


def send(request: HttpRequest, form: Filled, deed: Callable[[], Done], where: Callable[[Done], str], told: str) -> HttpResponse:
    """Does the deed and goes to where it leads, with a message; a form that was sent before goes there only."""
    actor, done = actor_at(request), list[Done]()

    def effect() -> str:
        if "draft" in request.POST and not form.rows and can_draft(form.operation):
            return drafted(request, actor, form.operation, form.row, form.values)
        done[:] = [deed()]
        return list_url(form.operation.entity) + SHOWN_ONCE if done[0].shown else where(done[0])

    try:
        address = do_once(request, actor, effect)
    except SentBefore as before:
        return _sent_before(request, form, before)
    except Invalid as refusal:
        return form_page(request, form, refusal)
    except Stale as stale:
        return form_page(request, form, stale=stale)
    except Refused as refusal:
        draft = isinstance(refusal, Denied) and refusal.draft
        return form_page(request, form, told=in_words(refusal), draft=draft, status=STATUS.get(type(refusal), 422))
    if done and done[0].shown:
        sent(request)
        return _shown(request, form.operation, done[0])
    if done:
        say_done(request, actor, done[0], told)
    elif address.endswith(SHOWN_ONCE):
        say(request, gettext("This was done already. What it showed once is shown no more; if it is lost, do it anew."))
    return gone_to(request, address)


def sent_once(request: HttpRequest, actor: Actor, deed: Callable[[], str]) -> str:
    """Does the deed of a form that is shown again with what was typed, once, and gives where it leads. Raises what the deed raises, and
    Invalid for one that was sent before with something else in it."""
    try:
        return do_once(request, actor, deed)
    except SentBefore:
        told = said("You have sent this already; what you changed in it since is below, and would be another one.")
        raise Invalid({"": [Fault("sent-before", told)]}) from None


def gone_to(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page; from within a dialog the whole page goes."""
    return whole_page(address) if is_part(request) else HttpResponseRedirect(address)


def form_page(
    request: HttpRequest,
    form: Filled,
    refusal: Invalid | None = None,
    *,
    stale: Stale | None = None,
    told: str = "",
    done_at: str = "",
    draft: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The form, on a page of its own or in a dialog; what was typed stays, and what others changed meanwhile stands beside it."""
    operation, row, dialog = form.operation, form.row, part(request) == "dialog"
    entity, actor = operation.entity, actor_at(request)
    meeting = met(request, form, stale) if row else Meeting()
    form = replace(form, values={**form.values, **meeting.values})
    asked = controls(actor, form.inputs, form.values, refusal)
    context = {
        "entity": entity,
        "heading": "h2" if dialog else "h1",
        "operation": operation,
        "row": row,
        "title": title_of(entity, row) if row else "",
        "chosen": [(one["id"], title_of(entity, one)) for one in form.rows],
        "controls": [replace(one, theirs=meeting.clashing.get(one.name)) for one in asked],
        "faults": [*left_over(form.inputs, refusal), *([told] if told else [])],
        "stale": stale,
        "stale_told": in_words(stale.happened) if stale else "",
        "meeting": meeting,
        "kept": form.kept,
        "done_at": done_at,
        "mark": new_mark(actor.account, _secrets(form)),
        "version": form.version or (row.get("version") if row else "") if stale is None else stale.version,
        "list_address": list_url(entity),
        "back": form.back or (record_url(entity, row) if row else list_url(entity)),
        "danger": operation.kind == "delete",
        "draft": not form.rows and can_draft(operation) and (draft or "draft" in request.POST or only_drafted(actor, operation, row)),
    }
    status = 412 if stale else 422 if refusal else status
    return render(request, "web/form_part.html" if is_part(request) else "web/form.html", context, status=status)


def _secrets(form: Filled) -> Sequence[str]:
    return [name for name, asked in form.inputs.items() if isinstance(asked, Secret)]


def _sent_before(request: HttpRequest, form: Filled, before: SentBefore) -> HttpResponse:
    """Whoever goes back, changes what they had typed and sends it again may want a second record, or not know that there is one."""
    return form_page(request, form, done_at=before.address.removesuffix(SHOWN_ONCE), status=409)


def _shown(request: HttpRequest, operation: Operation, done: Done) -> HttpResponse:
    """What the operation shows once, to be copied now: no page ever shows it again."""
    values = [
        (operation.shows[name].label or name.replace("_", " ").capitalize(), value)
        for shown in done.shown.values()
        for name, value in shown.items()
    ]
    context = {"entity": operation.entity, "operation": operation, "values": values, "list_address": list_url(operation.entity)}
    template = "web/shown_part.html" if is_part(request) else "web/shown.html"
    return render(request, template, context | {"heading": "h2" if part(request) == "dialog" else "h1"})
