"""A password by a link: for those who forgot theirs, and for the first one. What is answered is the same whether an account is there."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.sessions.reset import account_of_link, ask_for_link, set_password_by_link
from milepost.web.sentences import in_words


def ask(request: HttpRequest) -> HttpResponse:
    """/account/forgotten/: asks for the address, and sends the link if somebody has it."""
    address = request.POST.get("email", "").strip()
    if request.method != "POST" or not address:
        return _told(request, "ask")
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reset_password", key=address.casefold())
    if limited is not None:
        return limited
    if settings.MAIL:
        ask_for_link(address, f"{settings.ADDRESS}/" if settings.ADDRESS else request.build_absolute_uri("/"))
    return _told(request, "sent")


def by_link(request: HttpRequest, key: str, sign: str) -> HttpResponse:
    """/account/set-password/…/: the page that the link leads to."""
    try:
        account = account_of_link(key, sign)
    except Missing as refusal:
        return _told(request, "gone", told=in_words(refusal), status=404)
    if request.method != "POST":
        return _told(request, "set", account=account)
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        return _told(request, "set", account=account, differs=True, status=422)
    try:
        set_password_by_link(account, password, request=request.META.get("milepost.request", ""))
    except Invalid as refusal:
        faults = [in_words(fault) for found in refusal.fields.values() for fault in found]
        return _told(request, "set", account=account, faults=faults, status=422)
    return _told(request, "done")


def _told(request: HttpRequest, step: str, *, status: int = 200, **more: object) -> HttpResponse:
    answer = render(request, "account/by_link.html", {"step": step, "sends": settings.MAIL, **more}, status=status)
    answer["Cache-Control"], answer["Referrer-Policy"] = "no-store", "no-referrer"
    return answer
