"""/people/import/: a file is brought and tried; what is wrong is told by row and column; then it is imported, all of it or nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Denied
from milepost.kernel.importing import MOST_ROWS, enqueue_import, enqueue_trial, is_trial, job_of
from milepost.kernel.operations import operation_named
from milepost.web.address import list_url
from milepost.web.htmx import part
from milepost.web.who import View, actor_at, page

MOST_BYTES = 10 * 1024 * 1024
WAITING = ("ready", "running")


def bring(entity: Entity) -> View:
    """The page where a file is brought."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        _check(entity, actor)
        file = request.FILES.get("file") if request.method == "POST" else None
        if file is None:
            fault = gettext("Choose a file first.") if request.method == "POST" else ""
            return _page(request, entity, fault)
        content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return _page(request, entity, gettext("A file has at most 10 MB; split it."))
        job = enqueue_trial(actor, entity.name, (file.name or "file")[:100], content)
        return HttpResponseRedirect(f"{list_url(entity)}import/{job.key}/")

    return view


def brought(entity: Entity) -> View:
    """How far a trial or an import is, and what came of it; from a trial without faults the import is begun."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        actor = actor_at(request)
        _check(entity, actor)
        job = job_of(actor, entity.name, key)
        result: dict[str, Any] = job.result or {}
        if request.method == "POST" and is_trial(job) and job.state == "done" and not result.get("problems"):
            return HttpResponseRedirect(f"{list_url(entity)}import/{enqueue_import(actor, job).key}/")
        context = {
            "entity": entity,
            "list_address": list_url(entity),
            "job": job,
            "name": job.arguments["positional"][1],
            "trial": is_trial(job),
            "waiting": job.state in WAITING,
            "result": result,
            "whole": (job.progress or {}).get("whole") or 0,
            "done": (job.progress or {}).get("done") or 0,
            "told": (job.progress or {}).get("text") or "",
            "here": request.path,
        }
        return render(request, "web/brought_part.html" if part(request) == "brought" else "web/brought.html", context)

    return view


def _check(entity: Entity, actor: Actor) -> None:
    if not can_anywhere(actor, entity.permission("create")) and not can_anywhere(actor, entity.permission("edit")):
        raise Denied(f"You may neither create nor edit {entity.plural}.")


def _page(request: HttpRequest, entity: Entity, fault: str) -> HttpResponse:
    inputs = operation_named(entity.permission("create")).inputs
    columns = [(one.label or name.replace("_", " ").capitalize(), one.required, one.help) for name, one in inputs.items()]
    context = {"entity": entity, "list_address": list_url(entity), "columns": columns, "fault": fault, "most": f"{MOST_ROWS:,}"}
    return render(request, "web/bring.html", context, status=422 if fault else 200)
