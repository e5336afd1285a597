"""Who is at the door: the account of the session, with what it was granted, read anew for every request."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from milepost.kernel.access import Actor, actor_of, asked_once
from milepost.kernel.errors import Refused
from milepost.web.failed import trouble_page
from milepost.web.htmx import is_part, whole_page
from milepost.web.kept import keep
from milepost.web.refusals import refusal_page

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "POST")
"""What pages are asked with; programs have a door of their own."""


def actor_at(request: HttpRequest) -> Actor:
    """The actor of a request that somebody has logged in for; read once."""
    found: Actor | None = getattr(request, "milepost_actor", None)
    if found is None:
        found = actor_of(request.user)  # type: ignore[arg-type]
        request.milepost_actor = found  # type: ignore[attr-defined]
    return found


def page(view: View) -> View:
    """A view for people of the house: who is not logged in is asked to, dates are in their zone, and a refusal is a page."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated:
            return ask_who(request)
        if request.method not in METHODS:
            return _not_possible(request)
        if user.kind != "person":
            return _elsewhere(request)
        with timezone.override(ZoneInfo(user.zone)), asked_once() if request.method != "POST" else nullcontext():
            try:
                answer = view(request, *arguments, **named)
            except Refused as refusal:
                answer = refusal_page(request, refusal)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return shown


def _not_possible(request: HttpRequest) -> HttpResponse:
    told = gettext("Pages are read and forms are sent; this address cannot be asked for anything else.")
    answer = trouble_page(request, status=405, told=told)
    answer["Allow"] = ", ".join(METHODS)
    return answer


def ask_who(request: HttpRequest) -> HttpResponse:
    """The log-in; a part of a page cannot show it, so the whole page goes there and comes back. What was typed into a form of ours is
    kept, and the way back leads to that form."""
    if request.method == "POST" and keep(request):
        back = request.get_full_path()
    else:
        back = request.headers.get("HX-Current-URL", "/") if is_part(request) else request.get_full_path()
    if not is_part(request):
        return redirect_to_login(back)
    answer = HttpResponse(status=401)
    answer["HX-Redirect"] = redirect_to_login(back).url
    return answer


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """An account that is no person of the house has no pages here: it is told so, and can log out."""
    if is_part(request):
        return whole_page("/")
    answer = render(request, "web/elsewhere.html", {}, status=403)
    answer["Cache-Control"] = "no-store"
    return answer
