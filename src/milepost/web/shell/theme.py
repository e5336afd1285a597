"""Light, dark, or as the machine is set: kept in a cookie, so that the first paint is right."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from milepost.web.address import back
from milepost.web.shell.context import THEMES

YEAR = 365 * 24 * 3600


def choose_theme(request: HttpRequest) -> HttpResponse:
    """POST /theme/ with `theme`; goes back to where it came from."""
    answer = HttpResponseRedirect(back(request, request.headers.get("Referer")))
    chosen = request.POST.get("theme", "")
    if request.method == "POST" and chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return answer
