"""Files of rows: POST /people/import/ tries one, `?apply=true` imports it; the job's answer tells every fault by row and column."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.asked import Unanswerable
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.importing import MOST_BYTES, enqueue_import, enqueue_trial, enqueue_whole, is_trial, job_of, may_import
from milepost.kernel.inputs import Flag, Unread

NAME = 100


def imports(entity: Entity) -> Any:
    """POST /people/import/: a job that tries the file, or imports it."""

    def post(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        may_import(entity, actor)
        apply = _applied(request)
        name, content = _file(request, entity)
        if not content:
            raise Unanswerable(400, "No file", "Send the file as the body, with ?name=people.csv, or as the field 'file' of a form.")
        job = (enqueue_whole if apply else enqueue_trial)(actor, entity.name, name, content)
        address = f"{request.path}{job.key}/"
        return answer(_told(job, address), status=202, location=address)

    return door(post=post)


def imported(entity: Entity) -> Any:
    """/people/import/KEY/: how far it is and what came of it; POST to a trial without faults imports its file."""

    def get(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        return answer(_told(job_of(actor, entity.name, key), request.path))

    def post(request: HttpRequest, actor: Actor, request_id: str, key: str) -> HttpResponse:
        may_import(entity, actor)
        trial = job_of(actor, entity.name, key)
        if not is_trial(trial) or trial.state != "done" or (trial.result or {}).get("problems"):
            raise Unanswerable(409, "Not in this state", "Only a trial that has ended without faults can be imported.")
        job = enqueue_import(actor, trial)
        address = request.path.replace(trial.key, job.key)
        return answer(_told(job, address), status=202, location=address)

    return door(get=get, post=post)


def _applied(request: HttpRequest) -> bool:
    try:
        return bool(Flag().read(request.GET.get("apply", "false")))
    except Unread as unread:
        raise Invalid({"apply": [Fault(unread.code, unread.message)]}) from None


def _file(request: HttpRequest, entity: Entity) -> tuple[str, bytes]:
    """The file's name, for what is told of it, and its bytes: the field `file` of a form, or the whole body."""
    usual = entity.plural.replace(" ", "-")
    if (request.content_type or "").startswith("multipart/"):
        sent = request.FILES.get("file")
        name, content = (sent.name or usual, sent.read(MOST_BYTES + 1)) if sent is not None else ("", b"")
    else:
        name, content = usual, request.read(MOST_BYTES + 1) if not hasattr(request, "_body") else request.body
    if len(content) > MOST_BYTES:
        raise Unanswerable(413, "Too large", f"A file to import has at most {MOST_BYTES // 1024 // 1024} MB; split it.")
    shown = "".join(letter for letter in request.GET.get("name") or name if letter.isprintable())[:NAME]
    return shown or usual, content


def _told(job: Any, address: str) -> dict[str, Any]:
    progress = job.progress or {}
    return {
        "key": job.key,
        "state": job.state,
        "trial": is_trial(job),
        "name": job.arguments["positional"][1],
        "done": int(progress.get("done") or 0),
        "whole": int(progress.get("whole") or 0),
        "result": job.result,
        "address": address,
    }
