"""Files of other programs: POST /project-plans/bring/ looks at one, or brings it; GET /project-plans/PLN-1/give/ gives one out."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.asked import Unanswerable, body_of
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.bringing import TooLarge, Way, enqueue_bring, enqueue_look, enqueue_whole, is_look, job_of
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, Unread
from milepost.kernel.rows import key_from, read_row

NAME = 100
PIECE = 1024 * 1024
OWN = frozenset({"apply", "name"})


def bringing(way: Way) -> Any:
    """POST: a job that looks at the file, or brings it."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        apply = _applied(request)
        given = {name: request.GET[name] for name in request.GET if name not in OWN}
        name, pieces = _file(request)
        try:
            job = (enqueue_whole if apply else enqueue_look)(actor, way, name, pieces, given)
        except TooLarge:
            most = way.most_bytes // 1024 // 1024
            raise Unanswerable(413, "Too large", f"A file that is brought here has at most {most} MB.") from None
        address = f"{request.path}{job.key}/"
        return answer(_told(job, address), status=202, location=address)

    return door(post=post)


def brought(way: Way) -> Any:
    """How far it is and what came of it; POST to one that was looked at brings its file, with what is asked beside it as the body."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        return answer(_told(job_of(actor, way, key), request.path))

    def post(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        look = job_of(actor, way, key)
        if not is_look(look) or look.state != "done" or (look.result or {}).get("refused"):
            raise Unanswerable(409, "Not in this state", "Only a file that was looked at and can be brought is brought so.")
        given = (
            body_of(request, lambda found: isinstance(found, dict), "an object with what is asked beside the file") if request.body else {}
        )
        job = enqueue_bring(actor, look, given)
        address = request.path.replace(look.key, job.key)
        return answer(_told(job, address), status=202, location=address)

    return door(get=get, post=post)


def giving(way: Way) -> Any:
    """GET /project-plans/PLN-1/give/?format=mspdi."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        row = read_row(way.entity, actor, key_from(key))
        found = way.give(actor, row["id"], request.GET.get("format", next(iter(way.forms))))
        made = HttpResponse(found.content, content_type=found.form.media_type)
        made.headers["Content-Disposition"] = _disposition(found.name)
        made.headers["X-Content-Type-Options"] = "nosniff"
        made.headers["Milepost-Losses"] = str(len(found.problems))
        return made

    return door(get=get)


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"


def _applied(request: HttpRequest) -> bool:
    try:
        return bool(Flag().read(request.GET.get("apply", "false")))
    except Unread as unread:
        raise Invalid({"apply": [Fault(unread.code, unread.message)]}) from None


def _file(request: HttpRequest) -> tuple[str, Iterator[bytes]]:
    """The file's name, for what is told of it, and its bytes: the field `file` of a form, or the whole body."""
    if (request.content_type or "").startswith("multipart/"):
        sent = request.FILES.get("file")
        if sent is None:
            raise Unanswerable(400, "No file", "Send the file as the body, with ?name=plan.xml, or as the field 'file' of a form.")
        name, pieces = sent.name or "file", iter(sent.chunks())
    else:
        name, pieces = "file", _pieces(request)
    shown = "".join(letter for letter in request.GET.get("name") or name if letter.isprintable())[:NAME]
    return shown or "file", pieces


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """Piece by piece, but where the body was read already."""
    if hasattr(request, "_body"):
        yield request.body
        return
    while piece := request.read(PIECE):
        yield piece


def _told(job: Any, address: str) -> dict[str, Any]:
    progress = job.progress or {}
    return {
        "key": job.key,
        "state": job.state,
        "looked": is_look(job),
        "name": job.arguments["positional"][2],
        "done": int(progress.get("done") or 0),
        "whole": int(progress.get("whole") or 0),
        "result": job.result,
        "address": address,
    }
