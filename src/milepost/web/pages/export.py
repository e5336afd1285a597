"""/people/export/?format=xlsx&…: the list as a file, every row of it; a large one is made by a job and fetched when it is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render

from milepost.kernel.entity import Entity
from milepost.kernel.exporting import (
    MOST_DIRECT,
    Form,
    enqueue_export,
    export_of,
    file_name,
    form_named,
    may_export,
    pieces_of,
    with_key,
)
from milepost.kernel.exporting.tasks import TASK
from milepost.kernel.rows import count_rows, question_from
from milepost.kernel.rows.shape import Field
from milepost.web.address import list_url
from milepost.web.asked import OWN
from milepost.web.htmx import part
from milepost.web.parts.job import of_list, result_at
from milepost.web.who import View, actor_at, page

result_at(TASK, of_list("export"))
LEFT_ASIDE = frozenset({"format", "limit", "offset", *OWN})


def export(entity: Entity) -> View:
    """The file at once, or the offer to make it."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        may_export(entity, actor)
        form = form_named(request.GET.get("format", Form.XLSX.value))
        parameters = {name: request.GET.getlist(name) for name in request.GET if name not in LEFT_ASIDE}
        if request.method == "POST":
            job = enqueue_export(actor, entity, form, parameters)
            return HttpResponseRedirect(f"{list_url(entity)}export/{job.key}/")
        question = with_key(entity, question_from(entity, actor, parameters))
        if count_rows(entity, actor, question, most=MOST_DIRECT[form]) > MOST_DIRECT[form]:
            context = {"entity": entity, "list_address": list_url(entity), "form": form.value.upper(), "most": f"{MOST_DIRECT[form]:,}"}
            return render(request, "web/export_large.html", context)
        return sent(pieces_of(entity, actor, question, form, mark=True), form, file_name(entity, form))

    return view


@dataclass(frozen=True, slots=True)
class Exports:
    """Addresses of a list as a file, to which the form is added: with the columns that are shown, and with all of them."""

    shown: str
    whole: str


def exports_of(entity: Entity, matching: str, fields: Sequence[Field]) -> Exports:
    """What a list's menu offers; `matching` is its question as it stands in an address."""
    base = f"{list_url(entity)}export/?"
    asked = f"{matching}&" if matching else ""
    return Exports(f"{base}{asked}fields={','.join(field.name for field in fields)}", f"{base}{matching}")


def exported(entity: Entity) -> View:
    """How far a file is, and the way to it."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        found = export_of(actor_at(request), entity, key)
        context = {"entity": entity, "list_address": list_url(entity), "found": found, "here": request.path, "size": size_of(found.size)}
        return render(request, "web/exported_part.html" if part(request) == "exported" else "web/exported.html", context)

    return view


def exported_file(entity: Entity) -> View:
    """The file that a job has made."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        found = export_of(actor_at(request), entity, key)
        if found.place is None:
            return HttpResponseRedirect(f"{list_url(entity)}export/{found.key}/")
        made = FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type=found.form.media_type)
        made["Cache-Control"], made["X-Content-Type-Options"] = "private, no-store", "nosniff"
        return made  # type: ignore[return-value]  # it takes headers and is closed as any; Django's types know no common name

    return view


def sent(pieces: Iterator[bytes], form: Form, name: str) -> HttpResponse:
    """A file to be saved, of which the first piece is made before anything is answered, so that a refusal is a page."""
    first = next(pieces, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from pieces

    made = StreamingHttpResponse(rest(), content_type=f"{form.media_type}{'; charset=utf-8' if form is Form.CSV else ''}")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    made["X-Content-Type-Options"] = "nosniff"
    return made  # type: ignore[return-value]  # as above


def size_of(count: int) -> str:
    """ "1.4 MB"."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, count // 1000)} kB"
