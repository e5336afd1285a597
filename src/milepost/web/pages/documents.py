"""/documents/: what can be asked for, each as a page and as a file; /documents/people-availability/?team=3 is one of them as it is now."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from milepost.documents.tree import titled
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import FORMATS, PUBLISH, DocumentKind, as_page, document_named, editions, file_name, make, offered, written
from milepost.kernel.documents.make import Made
from milepost.kernel.documents.tasks import enqueue_document
from milepost.kernel.documents.write import cells, format_named
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import perform
from milepost.kernel.tongues import in_language, languages
from milepost.web.pages.document_file import download, writing_url
from milepost.web.pages.document_style import style_url
from milepost.web.pages.form import controls, left_over
from milepost.web.pages.sending import sent_once
from milepost.web.parts.document import LIST, Offer, Size, offers_of, written_edition
from milepost.web.refusals import in_sentences
from milepost.web.toasts import say
from milepost.web.who import actor_at, page

SHOWN = 20_000
"""Cells of a document that are shown as a page; a larger one is offered as a file."""
LATEST = 5
MOST_LETTERS = 200
TYPED = ("reason", "narrative")
"""Into the form that publishes."""


@page
def index(request: HttpRequest) -> HttpResponse:
    """What can be asked for, and what was published last."""
    actor = actor_at(request)
    context = {
        "style": style_url(),
        "offers": offers_of(offered(actor)),
        "published": [written_edition(one) for one in editions(actor, limit=LATEST)],
    }
    return render(request, "web/documents.html", context)


@page
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: the form that asks for it, and below it the document itself; with `format` the file."""
    actor, kind = actor_at(request), _kind(slug)
    kind.check(actor)
    given = given_in(kind, request.GET)
    if "format" in request.GET:
        return _file(actor, kind, given, request.GET["format"])
    return _page(request, actor, kind, given)


def _page(
    request: HttpRequest, actor: Actor, kind: DocumentKind, given: Mapping[str, str], unpublished: Invalid | None = None
) -> HttpResponse:
    """The document's page; with what was typed into the form that publishes it where that was refused."""
    context: dict[str, Any] = {"kind": kind, "style": style_url(), "given": list(given.items())}
    missing = [name for name in kind.required if name not in given]
    if missing and unpublished is not None:
        raise unpublished
    if missing:
        return render(request, "web/document.html", context | {"controls": controls(actor, kind.inputs, given), "missing": True})
    try:
        made = _made(kind, actor, given)
    except Invalid as refusal:
        if unpublished is not None:
            raise
        wrong = {"controls": controls(actor, kind.inputs, given, refusal), "faults": left_over(kind.inputs, refusal)}
        return render(request, "web/document.html", context | wrong, status=422)
    context |= _shown(actor, made, given)
    if unpublished is not None:
        context |= {"unpublished": in_sentences(unpublished), "typed": {name: request.POST.get(name, "") for name in TYPED}}
        chosen = request.POST.get("language")
        context["languages"] = [(code, name, code == chosen if chosen else mine) for code, name, mine in context["languages"]]
    return render(request, "web/document.html", context, status=200 if unpublished is None else 422)


def _shown(actor: Actor, made: Made, given: Mapping[str, str]) -> dict[str, Any]:
    kind, size = made.kind, cells(made.tree)
    asks = _asks(given)
    return {
        "controls": controls(actor, kind.inputs, given),
        "narrowed": [name for name in kind.inputs if given.get(name)],
        "title": titled(made.tree.title),
        # What the renderer of documents writes is escaped there, every word of it.
        "article": mark_safe(as_page(made.tree)) if size <= SHOWN else "",
        "size": Size(size),
        "files": [Offer(one.label, f"?{asks}{'&' if asks else ''}format={one.name}") for one in FORMATS.values()],
        "can_publish": can_anywhere(actor, PUBLISH.name),
        "languages": [(code, name, code == get_language()) for code, name in languages().items()],
        "editions": [written_edition(one) for one in editions(actor, made=made, limit=LATEST)],
    }


def _file(actor: Actor, kind: DocumentKind, given: Mapping[str, str], how: str) -> HttpResponse:
    """The file; of a large document the page that tells how far it is."""
    form, made = format_named(how), _made(kind, actor, given)
    if cells(made.tree) > form.at_once:
        return HttpResponseRedirect(writing_url(enqueue_document(actor, kind.name, given, how, language=get_language() or "")))
    return download(file_name(made.stem, form), form.content_type, written(made.tree, form))


@page
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: freezes the document as it is now; then shows it under its number. A button pressed twice publishes once; what was typed of one
    that is refused stands in the form again."""
    actor, kind = actor_at(request), _kind(slug)
    given = given_in(kind, request.POST)
    if request.method != "POST":
        return HttpResponseRedirect(f"{kind_url(kind)}?{_asks(given)}")

    def deed() -> str:
        done = perform(
            PUBLISH,
            actor,
            given={
                "document": kind.name,
                "parameters": dict(given),
                "language": request.POST.get("language") or None,
                "narrative": request.POST.get("narrative") or None,
            },
            request=request.META.get("milepost.request", ""),
            reason=request.POST.get("reason", "")[:MOST_LETTERS],
        )
        number = getattr(done.records[0], "number", "")
        say(request, gettext("Published as %(number)s.") % {"number": number})
        return f"{LIST}published/{number}/"

    try:
        return HttpResponseRedirect(sent_once(request, actor, deed))
    except Invalid as refusal:
        return _page(request, actor, kind, given, refusal)


def _made(kind: DocumentKind, actor: Actor, given: Mapping[str, str]) -> Made:
    """In the reader's language."""
    with in_language(get_language() or ""):
        return make(kind, actor, given)


def given_in(kind: DocumentKind, sent: Mapping[str, str]) -> dict[str, str]:
    """The inputs that were filled in."""
    return {name: sent[name] for name in kind.inputs if sent.get(name, "").strip()}


def kind_url(kind: DocumentKind) -> str:
    """/documents/people-availability/."""
    return f"{LIST}{kind.slug}/"


def _asks(given: Mapping[str, str]) -> str:
    return urlencode(given)


def _kind(slug: str) -> DocumentKind:
    try:
        return document_named(slug)
    except KeyError:
        raise Http404 from None
