"""/people/import/: a file is brought and tried; what is wrong is told by row and column; then it is imported, all of it or nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import can_anywhere
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.exporting import Form, columns_of, form_named, takes, template
from milepost.kernel.importing import MOST_BYTES, MOST_ROWS, enqueue_import, enqueue_trial, is_trial, job_of, may_import
from milepost.kernel.importing.tasks import TASKS
from milepost.kernel.rows import count_rows, question_from
from milepost.values import said
from milepost.web.address import list_url
from milepost.web.htmx import part
from milepost.web.pages.export import sent
from milepost.web.parts.job import of_list, result_at
from milepost.web.parts.table import label
from milepost.web.sentences import in_words
from milepost.web.who import View, actor_at, page

WAITING = ("ready", "running")
for task in TASKS:
    result_at(task, of_list("import"))


def bring(entity: Entity) -> View:
    """The page where a file is brought."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        may_import(entity, actor)
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
        may_import(entity, actor)
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
            "more": any(one["code"] == "more" for one in result.get("problems", ())),
            "good": int(result.get("created") or 0) + int(result.get("changed") or 0),
            "nothing": not result.get("created") and not result.get("changed"),
            "whole": (job.progress or {}).get("whole") or 0,
            "done": (job.progress or {}).get("done") or 0,
            "told": in_words((job.progress or {}).get("text") or ""),
            "here": request.path,
        }
        return render(request, "web/brought_part.html" if part(request) == "brought" else "web/brought.html", context)

    return view


def template_file(entity: Entity) -> View:
    """/people/import/template/?format=xlsx: a file to fill in, with `rows=current` holding what is there."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        actor = actor_at(request)
        may_import(entity, actor)
        form = form_named(request.GET.get("format", Form.XLSX.value))
        if form is Form.JSON:
            raise Invalid({"format": [Fault("no-such-choice", said("a file to fill in is csv or xlsx."))]})
        current = request.GET.get("rows") == "current" and can_anywhere(actor, entity.permission("view"))
        if current and count_rows(entity, actor, question_from(entity, actor, {}), most=MOST_ROWS) > MOST_ROWS:
            told = said(
                "more than {most_rows:,} rows cannot be brought back at once; filter the list and export it in parts.", most_rows=MOST_ROWS
            )
            raise Invalid({"rows": [Fault("too-many-rows", told)]})
        name = f"{entity.plural.replace(' ', '-')}{'' if current else '-empty'}.{form.value}"
        return sent(template(entity, actor, form, current=current, most=MOST_ROWS), form, name)

    return view


def _page(request: HttpRequest, entity: Entity, fault: str) -> HttpResponse:
    columns = [(label(field), field.input.required, takes(field.input), field.input.help) for field in columns_of(entity, current=False)]
    context = {
        "entity": entity,
        "list_address": list_url(entity),
        "columns": columns,
        "fault": fault,
        "most": f"{MOST_ROWS:,}",
        "changes": entity.editable,
        "key": "Number" if entity.prefix else "Id",
    }
    return render(request, "web/bring.html", context, status=422 if fault else 200)
