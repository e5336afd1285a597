"""Ends one's other log-ins, and one's tokens."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.sessions import end_session, end_sessions
from milepost.web.toasts import say
from milepost.web.who import actor_at, page


@page
def log_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """POST with `session`, or without for all but this one."""
    account = actor_at(request).account
    if request.method == "POST" and account is not None:
        number = request.POST.get("session", "")
        ended = end_session(account, number) if number else end_sessions(account, besides=request.session.session_key)
        say(request, gettext("Logged out there.") if ended else gettext("There was no other log-in."))
    return HttpResponseRedirect("/account/#sessions")


@page
def revoke_token(request: HttpRequest, key: int) -> HttpResponse:
    """POST: the token lets nobody in any more."""
    if request.method == "POST":
        number = request.META.get("milepost.request", "")
        perform(operation_named("token.revoke"), as_oneself(actor_at(request)), on=[key], request=number)
        say(request, gettext("Revoked."))
    return HttpResponseRedirect("/account/#tokens")
