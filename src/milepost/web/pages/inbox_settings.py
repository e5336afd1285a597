"""/inbox/settings/: what somebody does not want to hear of, and which mails they get."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from milepost.kernel.access import Actor
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.entity import Entity, entities
from milepost.kernel.errors import Invalid
from milepost.kernel.notices import MAIL_PREFERENCE, MUTE
from milepost.kernel.notices.mutes import Muted, mails_of, mutable, mutes_of
from milepost.kernel.operations import operation_named, perform
from milepost.web.address import paged, record_url
from milepost.web.parts.title import title_of
from milepost.web.sentences import in_words
from milepost.web.toasts import say, say_done
from milepost.web.who import actor_at, page

HERE = "/inbox/settings/"
HOURS = range(24)


@page
def choices(request: HttpRequest) -> HttpResponse:
    """The page; POST with `what` "mail" or "mute"."""
    actor = as_oneself(actor_at(request))
    if request.method != "POST":
        return render(request, "web/inbox_settings.html", _context(request, actor))
    try:
        _save(request, actor)
    except Invalid as refusal:
        return render(request, "web/inbox_settings.html", _context(request, actor) | {"fault": in_words(refusal)}, status=422)
    return HttpResponseRedirect(HERE)


def _context(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    user: Any = request.user
    kinds = {one.name: one for one in entities()}
    return {
        "mails": mails_of(actor),
        "mail_is_sent": settings.MAIL,
        "hours": [(hour, f"{hour:02}:00") for hour in HOURS],
        "zone": user.zone,
        "email": user.email,
        "mutes": [(one.id, *_said(one)) for one in mutes_of(actor)],
        "operations": sorted((_operation_said(name, kinds), name) for name in mutable() if name.partition(".")[0] in kinds),
        "kinds": sorted((gettext(one.plural).capitalize(), one.name) for one in paged()),
    }


def _operation_said(name: str, kinds: dict[str, Entity]) -> str:
    """ "Comment: create" as it stands on buttons, by the kind of record first."""
    kind, _, verb = name.partition(".")
    try:
        label = operation_named(name).label
    except KeyError:
        label = verb.replace("-", " ").capitalize()
    return f"{gettext(kinds[kind].singular).capitalize()}: {gettext(label).lower()}"


def _said(one: Muted) -> tuple[str, str]:
    """What is muted in words, and the address of its record."""
    kinds = {found.name: found for found in entities()}
    operation = _operation_said(one.operation, kinds) if one.operation else ""
    if one.record:
        assert one.entity is not None
        title = title_of(one.entity, one.row) if one.row is not None else gettext("a record that you see no more")
        place, address = title, record_url(one.entity, one.row) if one.row is not None else ""
    else:
        place, address = gettext(one.entity.plural).capitalize() if one.entity is not None else "", ""
    return " · ".join(part for part in (operation, place) if part), address


def _save(request: HttpRequest, actor: Actor) -> None:
    """Raises Invalid."""
    number, posted = request.META.get("milepost.request", ""), request.POST
    if posted.get("what") == "mail":
        given = {"at_once": "at_once" in posted, "daily": "daily" in posted, "hour": posted.get("hour", "")}
        before = mails_of(actor)
        if before.id is None:
            done = perform(operation_named(MAIL_PREFERENCE.permission("create")), actor, given=given, request=number)
        else:
            done = perform(operation_named(MAIL_PREFERENCE.permission("edit")), actor, on=[before.id], given=given, request=number)
        say_done(request, actor, done, gettext("Saved."))
    elif posted.get("what") == "mute":
        given = {"operation": posted.get("operation", ""), "entity": posted.get("entity", "")}
        done = perform(operation_named(MUTE.permission("create")), actor, given=given, request=number)
        say_done(request, actor, done, gettext("Muted."))


@page
def unmute(request: HttpRequest, key: int) -> HttpResponse:
    """POST /inbox/settings/unmute/7/."""
    actor = as_oneself(actor_at(request))
    if request.method == "POST":
        perform(operation_named(MUTE.permission("delete")), actor, on=[key], request=request.META.get("milepost.request", ""))
        say(request, gettext("You may hear of it again."))
    return HttpResponseRedirect(HERE)
