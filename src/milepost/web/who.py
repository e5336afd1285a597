"""Who is at the door: the account of the session, with what it was granted, read anew for every request."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.errors import Refused
from milepost.web.htmx import is_part
from milepost.web.refusals import refusal_page

View = Callable[..., HttpResponse]


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
        if not user.is_authenticated or user.kind != "person":
            return _ask(request)
        with timezone.override(ZoneInfo(user.zone)):
            try:
                answer = view(request, *arguments, **named)
            except Refused as refusal:
                answer = refusal_page(request, refusal)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return shown


def _ask(request: HttpRequest) -> HttpResponse:
    """The log-in; a part of a page cannot show it, so the whole page goes there and comes back."""
    if is_part(request):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = redirect_to_login(request.headers.get("HX-Current-URL", "/")).url
        return answer
    return redirect_to_login(request.get_full_path())
