"""Files of documents: sent at once, or written by a job while a page tells how far it is."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from milepost.kernel.documents.tasks import TASK, writing_of
from milepost.kernel.jobs import cancel
from milepost.kernel.models import Job
from milepost.web.htmx import part
from milepost.web.parts.document import LIST
from milepost.web.parts.job import result_at
from milepost.web.who import actor_at, page

WAITING = ("ready", "running")


def download(name: str, content_type: str, content: bytes) -> HttpResponse:
    """A file to be saved."""
    made = HttpResponse(content, content_type=content_type)
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return _closed(made)


def writing_url(job: Job) -> str:
    """Where is told how far it is."""
    return f"{LIST}writing/{job.key}/"


result_at(TASK, writing_url)


@page
def writing(request: HttpRequest, key: str) -> HttpResponse:
    """How far the file is; POST stops it."""
    actor = actor_at(request)
    found = writing_of(actor, key)
    if request.method == "POST":
        cancel(found.job.key)
        found = writing_of(actor, key)
    progress = found.job.progress or {}
    context = {
        "found": found,
        "waiting": found.job.state in WAITING,
        "told": progress.get("text") or "",
        "here": request.path,
        "whole": progress.get("whole") or 0,
        "done": progress.get("done") or 0,
    }
    return render(request, "web/document_writing_part.html" if part(request) == "writing" else "web/document_writing.html", context)


@page
def written_file(request: HttpRequest, key: str) -> HttpResponse:
    """The file that a job wrote."""
    found = writing_of(actor_at(request), key)
    if found.place is None:
        return HttpResponseRedirect(writing_url(found.job))
    made = FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type=found.form.content_type)
    return _closed(made)  # type: ignore[arg-type]  # it takes headers and is closed as any; Django's types know no common name


def _closed(made: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, and taken for nothing else than it is."""
    made["Cache-Control"], made["X-Content-Type-Options"] = "private, no-store", "nosniff"
    return made
