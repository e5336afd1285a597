"""/documents/published/: what was given out, each edition as it was, with number and hash."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe

from milepost.kernel.documents import FORMATS, as_page, document_named, editions, file_name, published, written
from milepost.kernel.documents.published import Published, publication_of
from milepost.kernel.documents.tasks import enqueue_document
from milepost.kernel.documents.write import cells, format_named
from milepost.web.pages.document_file import download, writing_url
from milepost.web.pages.document_style import style_url
from milepost.web.parts.document import LIST, Offer, written_edition
from milepost.web.who import actor_at, page

MOST = 200


@page
def publications(request: HttpRequest) -> HttpResponse:
    """What was published, the latest first; of one kind with `document`."""
    actor, kind = actor_at(request), None
    try:
        kind = document_named(request.GET["document"]) if request.GET.get("document") else None
    except KeyError:
        return HttpResponseRedirect(request.path)
    found = [written_edition(one) for one in editions(actor, kind=kind, limit=MOST)]
    return render(request, "web/publications.html", {"published": found, "kind": kind, "most": MOST, "style": style_url()})


@page
def publication(request: HttpRequest, key: str) -> HttpResponse:
    """One of them; with `format` the file."""
    actor = actor_at(request)
    if "format" in request.GET:
        return _file(request, key)
    found = published(actor, key)
    context: dict[str, Any] = {
        "row": written_edition(found.row),
        "sha256": found.row["sha256"],
        "superseded": found.superseded,
        "style": style_url(),
        "kind": _kind(found),
        "files": [Offer(one.label, f"?format={one.name}") for one in FORMATS.values()] if found.tree is not None else [],
        # Escaped by the renderer of documents, every word of it.
        "article": mark_safe(as_page(found.tree)) if found.tree is not None else "",
    }
    return render(request, "web/publication.html", context)


def _file(request: HttpRequest, key: str) -> HttpResponse:
    actor, form = actor_at(request), format_named(request.GET["format"])
    tree = publication_of(actor, key)
    if cells(tree) > form.at_once:
        return HttpResponseRedirect(writing_url(enqueue_document(actor, key, {}, form.name)))
    return download(file_name(f"{key} {tree.subtitle}", form), form.content_type, written(tree, form))


def _kind(found: Published) -> Any:
    """The kind it is of, with the address of the same as it would be now; None where this version knows none of the name."""
    try:
        kind = document_named(found.row["kind"])
    except KeyError:
        return None
    content = found.row["content"]
    parameters = content.get("parameters", {}) if isinstance(content, dict) else {}
    return {"title": kind.title, "address": f"{LIST}{kind.slug}/", "parameters": {k: v for k, v in parameters.items() if k in kind.inputs}}
