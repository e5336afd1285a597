"""/tasks/TSK-3/mine/: what somebody answers or reports on a task of theirs, wherever it is shown; then back there, with Undo."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing, Refused, Stale, WrongState
from milepost.kernel.inputs import LocalMoment, Percent, Unread
from milepost.kernel.merging import Theirs, changed_since, merge
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.values import begun
from milepost.web.address import back
from milepost.web.kept import take
from milepost.web.pages.meeting import version_of
from milepost.web.parts.typed import day_typed
from milepost.web.parts.value import span
from milepost.web.refusals import STATUS
from milepost.web.rooms.planning.moments import on_day
from milepost.web.rooms.planning.my_work import REASONS, STEPS, can, day_of, shown, span_typed
from milepost.web.rooms.reading import Row, answer
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page

TRIES = 5
COLUMNS = {"done": "done_share", "remaining": "remaining_minutes", "expected_finish": "expected_finish_at", "blocked_by": "blocked_by"}


@page
def my_task(request: HttpRequest, key: str) -> HttpResponse:
    """GET is the task with its form; POST with `verb` accept, decline, done or report."""
    actor = actor_at(request)
    row = read_row(entity("task"), actor, key_from(key))
    found = answer("task.mine", actor)
    mine = next((one for one in (found.rows if found is not None else ()) if one["task"]["id"] == row["id"]), None)
    deeds = {"accept": _accept, "decline": _decline, "done": _finish, "report": _report}
    verb = request.POST.get("verb", "")
    if request.method != "POST" or verb not in deeds:
        kept = take(request)
        return _page(request, actor, row, mine, _typed(kept.typed) if kept is not None else {})
    typed = _typed(request.POST)
    try:
        done, told = deeds[verb](request, actor, row, mine)
    except Invalid as refusal:
        return _page(request, actor, row, mine, typed, faults=_faults(refusal), status=422)
    except _Clash as clash:
        return _page(request, actor, row, mine, typed, theirs=clash.sentences, status=412)
    except (Denied, WrongState) as refusal:
        return _page(request, actor, row, mine, typed, faults={"": [in_words(refusal)]}, status=STATUS.get(type(refusal), 422))
    say_done(request, actor, done, told % {"name": row["name"]})
    return HttpResponseRedirect(back(request, request.POST.get("back")))


def _typed(sent: Mapping[str, Any]) -> dict[str, str]:
    typed = {name: " ".join(str(sent.get(name, "")).split()) for name in COLUMNS}
    return typed | ({"done": str(sent["step"])} if sent.get("step") else {})


class _Clash(Refused):
    """Both reported the same since the form was made, and not alike; `sentences` say what stands there now."""

    def __init__(self, told: list[str]) -> None:
        super().__init__("; ".join(told))
        self.sentences = told


def _accept(request: HttpRequest, actor: Actor, row: Row, mine: Row | None) -> tuple[Done, str]:
    return _answer(request, actor, mine, "accept", {}), _("You will do it: %(name)s.")


def _decline(request: HttpRequest, actor: Actor, row: Row, mine: Row | None) -> tuple[Done, str]:
    why = request.POST.get("own_why", "").strip() or request.POST.get("why", "")
    return _answer(request, actor, mine, "decline", {"why": why}), _("Declined: %(name)s. Its manager reads why.")


def _answer(request: HttpRequest, actor: Actor, mine: Row | None, verb: str, given: dict[str, Any]) -> Done:
    if mine is None:
        raise Missing(_("You are not asked to do this any more: somebody took it back, or it is finished."))
    operation = operation_named(f"assignment.{verb}")
    return perform(operation, actor, on=[mine["assignment"]["id"]], given=given, request=request.META.get("milepost.request", ""))


def _finish(request: HttpRequest, actor: Actor, row: Row, mine: Row | None) -> tuple[Done, str]:
    return _save(request, actor, row, {"done": "100", "blocked_by": ""}), _("Done: %(name)s.")


def _report(request: HttpRequest, actor: Actor, row: Row, mine: Row | None) -> tuple[Done, str]:
    typed = {name: request.POST.get(name, "").strip() for name in COLUMNS}
    typed["done"] = request.POST.get("step", "") or typed["done"]
    day = day_typed(typed["expected_finish"])
    typed["expected_finish"] = "" if day == day_of(_minutes(row["expected_finish_at"])) else day
    given: dict[str, Any] = dict(typed)
    try:
        share = Percent(required=False).take(typed["done"])
    except Unread:
        share = None  # the operation says what is wrong with it
    as_it_was = typed["remaining"] == span_typed(row["remaining_minutes"])
    if share == Percent.most or (as_it_was and request.POST.get("step")):
        given.pop("remaining")  # one tap says nothing of the hours that the form shows
    return _save(request, actor, row, given), _("Reported: %(name)s.")


def _save(request: HttpRequest, actor: Actor, row: Row, given: dict[str, Any]) -> Done:
    """Against the version the form was made from. What others changed of the task meanwhile is in nobody's way; what they reported stands
    where nothing else was typed. Raises _Clash where both said something else."""
    operation, number = operation_named("task.report"), request.META.get("milepost.request", "")
    begun = version = version_of(request, row)
    given = {name: value for name, value in given.items() if value != "" or name == "blocked_by"}
    for _try in range(TRIES):
        try:
            return perform(operation, actor, on=[row["id"]], given=given, versions={row["id"]: version}, request=number)
        except Stale as refusal:
            stale = refusal
        theirs = changed_since(operation.entity, actor, row["id"], begun)
        by_column = {COLUMNS[name]: value for name, value in given.items() if name in COLUMNS}
        found = merge(theirs, by_column, lambda column, raw: _kept(operation.entity, column, raw))
        if found.clashing:
            raise _Clash([_told(one) for one in found.clashing])
        taken = {one.name: one.after for one in found.taken}
        given = {name: value for name, value in given.items() if COLUMNS.get(name) not in taken}
        given["blocked_by"] = given.get("blocked_by", taken.get("blocked_by", ""))
        version = stale.version
    raise stale


def _kept(task: Any, column: str, raw: Any) -> Any:
    """As the journal has it."""
    asked = task.by_name[column].input
    asked = LocalMoment(required=False, ends=True) if column == "expected_finish_at" else asked
    try:
        return asked.write(asked.take(raw))
    except Unread:
        return raw


def _told(one: Theirs) -> str:
    words = {
        "done_share": _("%(who)s said meanwhile that %(value)s %% is done."),
        "remaining_minutes": _("%(who)s said meanwhile that %(value)s is left."),
        "expected_finish_at": _("%(who)s said meanwhile that it will be finished on %(value)s."),
        "blocked_by": _("%(who)s said meanwhile what blocks it: “%(value)s”."),
    }
    value = one.after
    if one.name == "remaining_minutes":
        value = span(int(value or 0))
    elif one.name == "expected_finish_at":
        value = on_day(_minutes(value), ends=True)
    return words[one.name] % {"who": one.by or _("the house"), "value": value if value not in (None, "") else _("nothing")}


def _minutes(written: Any) -> int | None:
    return None if written in (None, "") else LocalMoment().read(written)


def _faults(refusal: Invalid) -> dict[str, list[str]]:
    return {name: [begun(in_words(fault)) for fault in faults] for name, faults in refusal.fields.items()}


def _page(
    request: HttpRequest,
    actor: Actor,
    row: Row,
    mine: Row | None,
    typed: dict[str, str],
    *,
    faults: dict[str, list[str]] | None = None,
    theirs: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The task alone with its form; what was typed stands in it, beside what is wrong."""
    one = shown(mine) if mine is not None else _bare(row)
    fresh = theirs is not None
    one |= {"version": row["version"] if fresh or not typed else version_of(request, row)}
    if typed:
        one |= {"done_number": typed["done"], "remaining_typed": typed["remaining"], "blocked_by": typed["blocked_by"]}
        one |= {"expected_day": typed["expected_finish"]}
    context = {
        "one": one,
        "row": row,
        "mine": mine,
        "faults": [(name, told) for name, found in (faults or {}).items() for told in found],
        "theirs": theirs or [],
        "back": back(request, request.POST.get("back") or request.GET.get("back")),
        "reasons": REASONS,
        "steps": STEPS,
        **can(actor),
    }
    return render(request, "web/rooms/planning/my_task.html", context, status=status)


def _bare(row: Row) -> dict[str, Any]:
    """Of a task that is nobody's own: what its form needs."""
    return {
        "number": row["number"],
        "name": row["name"],
        "address": f"/tasks/{row['number']}/",
        "report_address": f"/tasks/{row['number']}/mine/",
        "group": "finished" if row["finished_at"] else "now",
        "done_number": str(row["done_share"] or "0"),
        "remaining_typed": span_typed(row["remaining_minutes"]),
        "expected_day": day_of(_minutes(row["expected_finish_at"])),
        "blocked_by": row["blocked_by"],
        "in_way": [],
    }
