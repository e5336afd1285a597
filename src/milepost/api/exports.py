"""Lists as files: CSV or a workbook in place of JSON, by `Accept` or `?format=`; and as a job where there are many rows."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from milepost.api.answer import answer
from milepost.api.asked import Unanswerable
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.exporting import MOST_DIRECT, Export, Form, enqueue_export, export_of, file_name, form_named, pieces_of
from milepost.kernel.rows import count_rows, question_from
from milepost.values import said

Parameters = dict[str, list[str]]
FORMAT = "format"


def parameters_of(request: HttpRequest) -> Parameters:
    """What is asked of the list; in which form it is given is no part of that."""
    return {name: request.GET.getlist(name) for name in request.GET if name != FORMAT}


def form_of(request: HttpRequest) -> Form:
    """What is asked for: by the address, else the first of `Accept` that is known; JSON otherwise. Raises Invalid."""
    if word := request.GET.get(FORMAT, ""):
        return form_named(word)
    known = {form.media_type: form for form in Form}
    asked = sorted(request.accepted_types, key=lambda one: -float(one.quality))
    return next((known[found] for one in asked if (found := f"{one.main_type}/{one.sub_type}") in known), Form.JSON)


def as_file(entity: Entity, actor: Actor, request: HttpRequest, form: Form) -> HttpResponse:
    """The list as a file: every row, or from `offset` on as many as `limit` says. Raises Invalid for more than are given at once."""
    parameters = parameters_of(request)
    question = question_from(entity, actor, parameters)
    most = question.limit if any(parameters.get("limit", ())) else None
    if most is None and count_rows(entity, actor, question, most=MOST_DIRECT[form]) > MOST_DIRECT[form]:
        job = said("POST the same question to {path}export/ for a file made by a job", path=request.path)
        told = said("more than {most_direct:,} rows match; narrow them down, or {job}.", most_direct=MOST_DIRECT[form], job=job)
        raise Invalid({FORMAT: [Fault("too-many-rows", told)]})
    pieces = _begun(pieces_of(entity, actor, question, form, most=most))
    made = StreamingHttpResponse(pieces, content_type=f"{form.media_type}{'; charset=utf-8' if form is Form.CSV else ''}")
    made["Content-Disposition"] = f'attachment; filename="{file_name(entity, form)}"'
    made["Cache-Control"] = "no-store"
    made["X-Content-Type-Options"] = "nosniff"
    return made  # type: ignore[return-value]  # it takes headers and is closed as any; Django's types know no common name


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, of which the first is there: what goes wrong before it is told as a refusal."""
    first = next(pieces, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from pieces

    return rest()


def exports(entity: Entity) -> Any:
    """POST /people/export/?format=xlsx&…: a job that makes the file."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        form = form_named(request.GET.get(FORMAT, Form.CSV.value))
        job = enqueue_export(actor, entity, form, parameters_of(request))
        address = f"{request.path}{job.key}/"
        return answer(_told(export_of(actor, entity, job.key), address), status=202, location=address)

    return door(post=post)


def exported(entity: Entity) -> Any:
    """/people/export/KEY/: how far it is, and where the file is."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        return answer(_told(export_of(actor, entity, key), request.path))

    return door(get=get)


def exported_file(entity: Entity) -> Any:
    """/people/export/KEY/file/: the file."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        found = export_of(actor, entity, key)
        if found.place is None:
            raise Unanswerable(
                409, "Not there yet", found.refused or "The file is not made yet; ask how far it is at the address above this one."
            )
        return file_of(found)

    return door(get=get)


def file_of(found: Export) -> HttpResponse:
    """A file that a job has made, to be saved."""
    assert found.place is not None
    made = FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type=found.form.media_type)
    made["Cache-Control"] = "private, no-store"
    made["X-Content-Type-Options"] = "nosniff"
    return made  # type: ignore[return-value]  # as above


def _told(found: Export, address: str) -> dict[str, Any]:
    return {
        "key": found.key,
        "state": found.state,
        "done": found.done,
        "whole": found.whole,
        "name": found.name,
        "size": found.size,
        "refused": found.refused,
        "file": f"{address}file/" if found.place is not None else None,
    }
