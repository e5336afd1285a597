"""Pages for what no page could answer: no such address, a damaged request, a fault of ours, a database that is away."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from milepost.web.htmx import is_part
from milepost.web.remedies import remedies_of, title_of

NUMBER = "milepost.request"
"""Of the request, in its environment: it stands in the log beside what happened."""


def no_such_page(request: HttpRequest) -> HttpResponse:
    """404, with the navigation for those who are logged in."""
    told = gettext("There is no page at this address. It may have been mistyped, or the record may be gone.")
    return trouble_page(request, status=404, told=told)


def trouble_page(request: HttpRequest, *, status: int, told: str) -> HttpResponse:
    """A page with the navigation; for a part of one, a toast that says it."""
    if is_part(request):
        return _toast(request, status, told)
    context = {"title": title_of(status), "told": told, "status": status, "remedies": remedies_of(status), "number": _number(request)}
    return render(request, "web/refused.html", context, status=status)


def plain_failure(request: HttpRequest, *, status: int, title: str, told: str, number: str = "") -> HttpResponse:
    """A page that needs neither database nor session, for these may be what failed; in place of a part, a toast."""
    if is_part(request):
        return _toast(request, status, f"{title}. {told}")
    context = {
        "title": title,
        "told": told,
        "status": status,
        "remedies": remedies_of(status),
        "number": number or _number(request),
        "static": settings.STATIC_URL,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    return HttpResponse(render_to_string("web/failed.html", context), status=status)


def _toast(request: HttpRequest, status: int, told: str) -> HttpResponse:
    number = _number(request) if status >= 500 else ""
    made = HttpResponse(render_to_string("web/toast.html", {"told": told, "number": number, "kind": "bad"}), status=status)
    made["HX-Retarget"], made["HX-Reswap"] = "#toasts", "beforeend"
    return made


def _number(request: HttpRequest) -> str:
    return str(request.META.get(NUMBER, ""))
