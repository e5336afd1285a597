"""What every page has before it begins: the reader's language, a log-in that ends when it should, and a second factor where one is asked.

What ends a log-in stands in its session, so no page asks the database for it; it is written anew every few minutes at most.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from milepost.kernel.clock import now
from milepost.kernel.sessions import limits, needs_second_factor
from milepost.kernel.sessions.store import AGENT, BEGAN, IDLE, LONGEST, SEEN

Next = Callable[[HttpRequest], HttpResponse]
FOR_PROGRAMS = ("/api/", "/livez", "/readyz", "/metrics")
FACTOR = "factor needed"
OPENS_DOORS = frozenset({"/tokens/new/"})
"""Pages on which somebody says once more who they are, as on those of second factors: what is made there outlives the log-in."""
ALLOWED = ("/account/second-factor/", "/account/confirm/", "/log-out/", "/theme/")
"""Where somebody may be who has to set up a second factor first."""
OFTEN = 300
"""Seconds after which it is written down again that somebody is there."""


def at_home(following: Next) -> Next:
    """Stands behind sessions and log-in, before every page."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(FOR_PROGRAMS):
            return following(request)
        user = _known(request)
        if user is not None:
            _keep(request, user)
            if request.session.get(FACTOR) and not request.path.startswith(ALLOWED):
                if not is_mfa_enabled(user):
                    return HttpResponseRedirect("/account/second-factor/")
                del request.session[FACTOR]
            if request.path in OPENS_DOORS and not did_recently_reauthenticate(request):
                asked: HttpResponse = suspend_request(request, "/account/confirm/")
                return asked
        language = (user.language if user is not None else "") or translation.get_language_from_request(request)
        with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            answer = following(request)
        if user is None:
            patch_vary_headers(answer, ["Accept-Language"])
        return answer

    return handle


def _known(request: HttpRequest) -> Any:
    """The account of the session; nobody is looked for where the browser names no session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user: Any = request.user
    return user if user.is_authenticated else None


def _keep(request: HttpRequest, user: Any) -> None:
    session, at = request.session, int(now().timestamp())
    if BEGAN in session and at - session[SEEN] < min(OFTEN, session[IDLE] // 10):
        return
    allowed = limits()
    session.setdefault(BEGAN, at)
    session[SEEN], session[IDLE], session[LONGEST] = at, allowed.idle, allowed.longest
    session[AGENT] = request.headers.get("User-Agent", "")[:300]
    by_provider = any(one.get("method") == "socialaccount" for one in get_authentication_records(request, user))
    if not by_provider and needs_second_factor(user.pk) and not is_mfa_enabled(user):
        session[FACTOR] = True
