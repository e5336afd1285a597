"""Messages at the foot of the next page; what can be taken back carries the way to do so."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from milepost.kernel.access import Actor
from milepost.kernel.operations import Done
from milepost.kernel.undo import way_back
from milepost.web.once import NAME

UNDO = "undo "
SENT = "milepost.sent"
MOST = 20


def say(request: HttpRequest, text: str) -> None:
    """A message."""
    messages.success(request, text)
    sent(request)


def say_done(request: HttpRequest, actor: Actor, done: Done, text: str) -> None:
    """A message of what was done, with Undo where there is a way back."""
    messages.success(request, text, extra_tags=f"{UNDO}{done.batch}" if way_back(actor, done.batch) is not None else "")
    sent(request)


def sent(request: HttpRequest) -> None:
    """Notes that the form of this request was done: the next page says so, and what the browser kept of it goes."""
    mark = request.POST.get(NAME)
    if mark:
        request.session[SENT] = [*request.session.get(SENT, []), mark][-MOST:]


def sent_forms(request: HttpRequest) -> list[str]:
    """The marks of forms that were done since the last page, told once."""
    found: list[str] = request.session.pop(SENT, []) if SENT in request.session else []
    return found


def toast_done(request: HttpRequest, actor: Actor, done: Done, text: str) -> SafeString:
    """The same as a part of a page that stays where it is; Undo comes back to it."""
    batch = done.batch if way_back(actor, done.batch) is not None else ""
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = f"{here.path or '/'}{'?' + here.query if here.query else ''}"
    return render_to_string("web/toast_done.html", {"told": text, "batch": batch, "back": back}, request)
