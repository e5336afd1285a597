"""Large documents for programs: written by a job, /documents/writing/KEY/ tells how far it is, and …/file/ gives what it wrote."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.asked import Unanswerable
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.documents.tasks import Writing, enqueue_document, writing_of
from milepost.kernel.documents.write import FORMATS

Json = dict[str, Any]
PLACE = "/api/v1/documents/writing/"


def later(actor: Actor, name: str, given: Mapping[str, str], how: str, *, language: str = "") -> HttpResponse:
    """202, with where the caller hears how far it is. `name` is a document's, or the number of what was published."""
    job = enqueue_document(actor, name, given, how, language=language)
    address = f"{PLACE}{job.key}/"
    return answer(_told(writing_of(actor, job.key), address), status=202, location=address)


def writing() -> Any:
    """/documents/writing/KEY/: how far it is, and where the file is."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        return answer(_told(writing_of(actor, key), request.path))

    return door(get=get)


def written_file() -> Any:
    """/documents/writing/KEY/file/: the file."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        found = writing_of(actor, key)
        if found.place is None:
            why = found.refused or "The file is not written yet; ask how far it is at the address above this one."
            raise Unanswerable(409, "Not there yet", why)
        made = FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type=found.form.content_type)
        made["Cache-Control"], made["X-Content-Type-Options"] = "private, no-store", "nosniff"
        return made  # type: ignore[return-value]  # it takes headers and is closed as any; Django's types know no common name

    return door(get=get)


def _told(found: Writing, address: str) -> Json:
    progress = found.job.progress or {}
    return {
        "key": found.job.key,
        "state": found.job.state,
        "done": int(progress.get("done") or 0),
        "whole": int(progress.get("whole") or 0),
        "name": found.name,
        "refused": found.refused,
        "file": f"{address}file/" if found.place is not None else None,
    }


def told_schema() -> Json:
    """What is told of one that is written by a job."""
    text, whole = {"type": "string"}, {"type": "integer"}
    properties: Json = {"key": text, "state": text, "done": whole, "whole": whole, "name": text, "refused": text}
    return {"type": "object", "required": [*properties, "file"], "properties": properties | {"file": {"type": ["string", "null"]}}}


def writing_paths(key: Json, refusals: Json) -> Json:
    """These addresses in OpenAPI."""

    def get(name: str, summary: str, content: Json) -> Json:
        answers = {"200": {"description": summary, "content": content}}
        return {"operationId": name, "summary": summary, "tags": ["documents"], "responses": answers | refusals}

    files = {one.content_type.partition(";")[0]: {"schema": {"type": "string"}} for one in FORMATS.values()}
    told = {"application/json": {"schema": told_schema()}}
    state = get("document-writing.state", "How far a large document is, and where its file is.", told)
    file = get("document-writing.file", "The file of a large document.", files)
    return {
        "/documents/writing/{key}/": {"parameters": [key], "get": state},
        "/documents/writing/{key}/file/": {"parameters": [key], "get": file},
    }
