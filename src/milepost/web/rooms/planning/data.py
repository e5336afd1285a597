"""What the chart of a plan reads and writes: see docs/reference/plan-data.md."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from milepost.apps.planning.chart import Changed, Clash, Step, change, chart, difference, plan_to_show, shown_of, task_names, try_out
from milepost.apps.planning.chart.load import booked_load
from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Fault, Invalid, Refused
from milepost.kernel.operations import Done
from milepost.kernel.rows import key_from, read_row
from milepost.kernel.undo import undo
from milepost.values import said
from milepost.web.refusals import STATUS
from milepost.web.rooms.planning.done_once import done_once
from milepost.web.rooms.planning.words import consequence, done_words
from milepost.web.sentences import in_words
from milepost.web.who import View, actor_at, page

MOST_BYTES = 1_000_000
Json = dict[str, Any]
Answers = Callable[[HttpRequest, Actor, Any], tuple[int, Json | None]]


def of_plan(answers: Answers, *, method: str) -> View:
    """A view of the plan that is asked for, by the project's key: JSON, and refusals as the reference says."""

    @page
    def view(request: HttpRequest, key: str) -> HttpResponse:
        if request.method != method:
            return _said(405, {"message": _("This address answers %(method)s alone.") % {"method": method}})
        actor = actor_at(request)
        try:
            project = read_row(entity("project"), actor, key_from(key))
            status, told = answers(request, actor, plan_to_show(actor, project["id"], request.GET.get("plan", "")))
        except Clash as clash:
            return _said(409, {"message": in_words(clash), "records": _both(clash)})
        except Invalid as invalid:
            return _said(422, {"message": in_words(invalid), "errors": _errors(invalid)})
        except Refused as refusal:
            return _said(STATUS[type(refusal)], {"message": in_words(refusal)})
        return _said(status, told) if told is not None else HttpResponse(status=status)

    return view


def _said(status: int, told: Json) -> HttpResponse:
    if told.get("problems"):
        told = told | {"problems": [{name: _worded(value) for name, value in one.items()} for one in told["problems"]]}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def _worded(value: Any) -> Any:
    return in_words(value) if isinstance(value, str) else value


def _chart(request: HttpRequest, actor: Actor, plan: Any) -> tuple[int, Json | None]:
    return 200, chart(actor, plan, baseline=request.GET.get("baseline", ""))


def _since(request: HttpRequest, actor: Actor, plan: Any) -> tuple[int, Json | None]:
    run = _number(request.GET.get("run"))
    found = difference(actor, plan, run)
    chances = request.GET.get("chances")
    if found is None or (chances is not None and chances != _told_run(found["plan"]["chances_run"])):
        return 200, {"whole": True}
    return (204, None) if found["run"] == run else (200, found)


def _change(request: HttpRequest, actor: Actor, plan: Any) -> tuple[int, Json | None]:
    asked = _body(request)
    raw = asked.get("steps")
    steps = [Step.read(one) for one in raw] if isinstance(raw, list) else []
    seen = _number(asked.get("run"))
    if asked.get("try"):
        return 200, _outcome(try_out(actor, plan, steps, seen=seen), plan, "")
    names = task_names(actor, plan, steps)

    def deed() -> Json:
        done = change(actor, plan, steps, seen=seen, request=_request(request))
        return _outcome(done, plan, done_words(steps, names | task_names(actor, plan, steps)))

    found, before = done_once(actor, plan.pk, asked, deed)
    return 200, (difference(actor, plan, seen) or {"whole": True}) | found if before else found


def _load(request: HttpRequest, actor: Actor, plan: Any) -> tuple[int, Json | None]:
    asked = request.GET
    return 200, booked_load(actor, plan, first=_moment(asked.get("from")), last=_moment(asked.get("to")), step=asked.get("step", "day"))


def _moment(raw: str | None) -> int:
    """Raises Invalid for what is no number of minutes."""
    text = (raw or "").strip()
    if not text.removeprefix("-").isdecimal() or len(text) > 15:
        raise Invalid({"from": [Fault("no-moment", said("expected from and to in minutes of the plan's clock since 1970."))]})
    return int(text)


def _undo(request: HttpRequest, actor: Actor, plan: Any) -> tuple[int, Json | None]:
    asked = _body(request)
    batches = [one for one in str(asked.get("batch") or "").split(",") if one]

    def back() -> list[Done]:
        return [undo(actor, one, request=_request(request)) for one in reversed(batches)]

    found = shown_of(actor, plan, back, seen=_number(asked.get("run")))
    return 200, _outcome(found, plan, _("Undone."))


def _outcome(changed: Changed, plan: Any, told: str) -> Json:
    consequences = {"before": changed.before, "after": changed.after, "moved": list(changed.moved), "words": consequence(changed)}
    return {
        **(changed.difference or {"whole": True}),
        "told": told,
        "undo": ",".join(changed.batches) or None,
        "made": [list(one) for one in changed.made],
        "consequence": consequences,
    }


def _body(request: HttpRequest) -> Json:
    """Raises Invalid for what is no JSON object."""
    try:
        found = json.loads(request.body if len(request.body) <= MOST_BYTES else b"")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Invalid({"": [Fault("no-json", said("expected a JSON object of at most {most_bytes:,} bytes.", most_bytes=MOST_BYTES))]})
    return found


def _number(raw: Any) -> int:
    """Of the run that was seen; without one everything is new."""
    text = str(raw or "")
    return int(text) if text.isdecimal() and len(text) < 19 else -1


def _told_run(run: int | None) -> str:
    """As the chart sends it back."""
    return "" if run is None else str(run)


def _request(request: HttpRequest) -> str:
    return str(request.META.get("milepost.request", ""))


def _both(clash: Clash) -> Json:
    return {
        str(key): [
            {"name": one.name, "by": one.by or _("the house"), "at": one.at, "theirs": one.after, "yours": mine} for one, mine in both
        ]
        for key, both in clash.found.items()
    }


def _errors(invalid: Invalid) -> list[Json]:
    found: list[Json] = [
        {"field": name, "message": in_words(fault), "row": None} for name, faults in invalid.fields.items() for fault in faults
    ]
    for row, fields in invalid.rows.items():
        found += [{"field": name, "message": in_words(fault), "row": row} for name, faults in fields.items() for fault in faults]
    return found


DATA = (
    ("<str:key>/plan/chart/", of_plan(_chart, method="GET")),
    ("<str:key>/plan/since/", of_plan(_since, method="GET")),
    ("<str:key>/plan/change/", of_plan(_change, method="POST")),
    ("<str:key>/plan/undo/", of_plan(_undo, method="POST")),
    ("<str:key>/plan/load/", of_plan(_load, method="GET")),
)
"""Addresses below the project's."""
