"""/leave/LVE-3/decide/: approves or refuses in one tap, from wherever the request is shown, and goes back there with Undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, WrongState
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import back
from milepost.web.rooms.people.leave_shown import span_of
from milepost.web.sentences import in_words
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page


@page
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """POST with `verb` approve or refuse, `reason` for the latter. What cannot be done is told where it was asked."""
    actor = actor_at(request)
    row = read_row(entity("leave"), actor, key_from(key))
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in ("approve", "refuse"):
        operation = operation_named(f"leave.{verb}")
        reason = request.POST.get("own_reason", "").strip() or request.POST.get("reason", "")
        given = {"reason": reason} if verb == "refuse" else {}
        told = _("Approved: %(who)s, %(span)s.") if verb == "approve" else _("Refused: %(who)s, %(span)s.")
        who = (row["person"] or {}).get("title") or _("somebody")
        try:
            done = perform(operation, actor, on=[row["id"]], given=given, request=request.META.get("milepost.request", ""))
            say_done(request, actor, done, told % {"who": who, "span": span_of(row)})
        except (Denied, Invalid, WrongState) as refusal:
            lacking = verb == "refuse" and not reason
            messages.error(request, _("Say why: whoever asked reads it.") if lacking else in_words(refusal))
    return HttpResponseRedirect(back(request, request.POST.get("back"), "/leave/"))
