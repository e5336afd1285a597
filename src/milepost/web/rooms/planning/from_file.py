"""/projects/from-file/: a project out of a plan file in one step: the project is made, and what the file holds is looked at."""

import re
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.bringing import TooLarge, Way, enqueue_look, way_of
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.operations import operation_named, perform, together
from milepost.kernel.operations.again import again
from milepost.kernel.rows import read_row
from milepost.values import word
from milepost.web.address import record_url
from milepost.web.kept import take
from milepost.web.pages.form import controls, left_over, typed_in
from milepost.web.pages.listing import WAYS_IN, WayIn
from milepost.web.pages.sending import sent_once
from milepost.web.rooms.planning.bring import refused_file, shown_name
from milepost.web.rooms.reading import own_person
from milepost.web.who import actor_at, page

CREATE = "project.create"
NEEDED = (CREATE, "project-plan.create", "task.create", "scope-item.create")
ASKED = ("name", "kind", "organisation", "starts_on")
Json = dict[str, Any]
WAYS_IN["project"] = (WayIn(word("From a plan file"), "from-file/", "project-plan.create"),)


@page
def from_file(request: HttpRequest) -> HttpResponse:
    """The form; sent, it leads to what would come of the file."""
    actor = actor_at(request)
    if not all(can_anywhere(actor, name) for name in NEEDED):
        raise Denied(_("You may not make a project from a file: that takes the right to create projects, plans, tasks and scope."))
    way = way_of("project-plan")
    assert way is not None
    inputs = {name: operation_named(CREATE).inputs[name] for name in ASKED}
    inputs["name"] = replace(inputs["name"], required=False, help="Like the file when empty.")
    kept = take(request)
    typed: Json = {"kind": "internal"} | (kept.typed if kept is not None else {})
    refusal, fault = None, ""
    if request.method == "POST":
        typed = typed_in(request, inputs)
        file = request.FILES.get("file")
        if file is None:
            fault = _("Choose a file first.")
        elif file.size is not None and file.size > way.most_bytes:
            fault = _("A file has at most %(most)s MB.") % {"most": way.most_bytes // 1024 // 1024}
        else:
            try:
                return HttpResponseRedirect(sent_once(request, actor, lambda: _made(request, actor, way, file, typed)))
            except Invalid as found:
                refusal = found
            except TooLarge:
                fault = _("A file has at most %(most)s MB.") % {"most": way.most_bytes // 1024 // 1024}
    context = {
        "controls": controls(actor, inputs, typed, refusal),
        "faults": [*([fault] if fault else []), *left_over(inputs, refusal)],
        "most": way.most_bytes // 1024 // 1024,
        "refused": refused_file(actor, way, request.GET["job"]) if request.method == "GET" and "job" in request.GET else None,
    }
    return render(request, "web/rooms/project_from_file.html", context, status=422 if refusal is not None or fault else 200)


def _made(request: HttpRequest, actor: Actor, way: Way, file: Any, typed: Json) -> str:
    """Makes the project, whoever does so its manager, and begins to look at the file; the address of that. Where the file is refused the
    project is taken back. Raises Invalid and TooLarge; then no project was made."""
    name = shown_name(file.name or "")
    stamp = str(request.META.get("milepost.request", ""))

    def attempt() -> str:
        with together():
            given = {**typed, "name": (typed.get("name") or "").strip() or title_of_file(name)}
            person = _own(actor, stamp)
            if person is not None:
                given |= {"manager": person} | ({"sponsor": person} if given.get("kind") == "internal" else {})
            made = perform(operation_named(CREATE), actor, given=given, request=stamp)
            row = read_row(entity("project"), actor, made.records[0].pk)
            job = enqueue_look(actor, way, name, file.chunks(), {"project": row["id"]}, made_for_it=made.batch)
            return f"{record_url(entity('project'), row)}plan/bring/{job.key}/"

    return again(attempt)


def _own(actor: Actor, stamp: str) -> int | None:
    """The person behind the account; in a house where they are nobody yet, and may make people, they become one: somebody has to manage
    the project, and answer for it."""
    found = own_person(actor)
    if found is not None:
        key: int = found["id"]
        return key
    if actor.account is None or not all(can_anywhere(actor, name) for name in ("person.create", "person.connect")):
        return None
    made = perform(operation_named("person.create"), actor, given={"name": actor.name}, request=stamp).records[0].pk
    perform(operation_named("person.connect"), actor, on=[made], given={"account": actor.account}, request=stamp)
    return int(made)


def title_of_file(name: str) -> str:
    """ "Office move" of "office_move.v2.mpp"."""
    plain = re.sub(r"[_\s]+", " ", name.rsplit(".", 1)[0] if "." in name else name).strip()
    return (plain[:1].upper() + plain[1:])[:200] or _("Project")
