"""/account/: one's own account on one page."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid
from milepost.kernel.inputs import Choice
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.sessions import Own, sessions_of
from milepost.web.account.agent import named
from milepost.web.pages.form import controls, typed_in
from milepost.web.parts.value import moment
from milepost.web.shell.context import THEMES
from milepost.web.toasts import say
from milepost.web.who import actor_at, page

ASKED = ("name", "zone", "language")
BROWSER = "browser"
LANGUAGE = Choice(label="Language", options={BROWSER: "As the browser asks", **dict(settings.LANGUAGES)})
LOOKS = {"auto": "As the machine is set", "light": "Light", "dark": "Dark"}


@dataclass(frozen=True, slots=True)
class Place:
    """A log-in, for people."""

    id: str
    name: str
    phone: bool
    began: str
    seen: str
    here: bool


@page
def overview(request: HttpRequest) -> HttpResponse:
    """The page; POST changes name, zone and language."""
    actor = as_oneself(actor_at(request))
    user: Any = request.user
    edit = operation_named("account.edit")
    inputs = {name: edit.inputs[name] for name in ASKED} | {"language": LANGUAGE}
    values: dict[str, Any] = {name: getattr(user, name) for name in ASKED}
    values["language"] = values["language"] or BROWSER
    refusal: Invalid | None = None
    if request.method == "POST":
        values = typed_in(request, inputs)
        given = values | ({"language": ""} if values.get("language") == BROWSER else {})
        try:
            perform(edit, actor, on=[user.pk], given=given, request=request.META.get("milepost.request", ""))
        except Invalid as wrong:
            refusal = wrong
        else:
            with translation.override(given.get("language") or translation.get_language()):
                say(request, gettext("Saved."))
            return HttpResponseRedirect("/account/")
    factors = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    context = {
        "operation": edit,
        "controls": controls(actor, inputs, values, refusal),
        "looks": [(word, LOOKS[word]) for word in THEMES],
        "app": any(one.type == Authenticator.Type.TOTP for one in factors),
        "passkeys": sum(one.type == Authenticator.Type.WEBAUTHN for one in factors),
        "codes": next((len(one.wrap().get_unused_codes()) for one in factors if one.type == Authenticator.Type.RECOVERY_CODES), None),
        "has_password": user.has_usable_password(),
        "places": [_place(one) for one in sessions_of(user.pk, here=request.session.session_key)],
        "tokens": _tokens(actor),
        "may_make_tokens": can_anywhere(actor, "token.create"),
    }
    return render(request, "account/overview.html", context, status=422 if refusal else 200)


def _place(own: Own) -> Place:
    browser, machine = named(own.agent)
    words = {"browser": browser or gettext("A browser"), "machine": machine}
    name = gettext("%(browser)s on %(machine)s") % words if machine else words["browser"]
    return Place(own.id, name, machine in ("iPhone", "iPad", "Android"), moment(own.began_at), moment(own.seen_at), own.here)


def _tokens(actor: Actor) -> list[dict[str, Any]]:
    """One's own that still let in, the newest first."""
    asked = {"account": [str(actor.account)], "ended_at__empty": ["true"], "limit": ["100"]}
    return list(read_page(entity("token"), actor, question_from(entity("token"), actor, asked)).rows)
