"""Pages for what no page could answer: no such address, a damaged request, a fault of ours, a database that is away."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from milepost.web.htmx import is_part


def no_such_page(request: HttpRequest) -> HttpResponse:
    """404, with the navigation for those who are logged in."""
    told = "There is no page at this address. It may have been mistyped, or the record may be gone."
    return render(request, "web/refused.html", {"title": "This is not here", "told": told}, status=404)


def plain_failure(request: HttpRequest, *, status: int, title: str, told: str, number: str = "") -> HttpResponse:
    """A page that needs neither database nor session, for these may be what failed; in place of a part, a toast."""
    if is_part(request):
        made = HttpResponse(render_to_string("web/toast.html", {"told": f"{title}. {told}"}), status=status)
        made["HX-Retarget"], made["HX-Reswap"] = "#toasts", "beforeend"
        return made

    context = {"title": title, "told": told, "number": number, "static": settings.STATIC_URL, "language": "en-gb"}
    return HttpResponse(render_to_string("web/failed.html", context), status=status)
