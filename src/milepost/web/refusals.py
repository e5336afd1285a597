"""A refusal as a page, or as a message above what stays where it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.kernel.errors import Busy, Denied, Missing, Refused, Stale, WrongState
from milepost.web.htmx import is_part

STATUS = {Missing: 404, Denied: 403, WrongState: 409, Stale: 412, Busy: 503}
TITLES = {
    404: "This is not here",
    403: "You may not do this",
    409: "Not in this state",
    412: "Somebody else changed it",
    503: "Not now",
    422: "This cannot be done",
}


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page; for a part of one, a toast that says it."""
    status = STATUS.get(type(refusal), 422)
    template = "web/toast.html" if is_part(request) else "web/refused.html"
    answer = render(request, template, {"title": TITLES[status], "told": str(refusal), "kind": "bad"}, status=status)
    if is_part(request):
        answer["HX-Retarget"], answer["HX-Reswap"] = "#toasts", "beforeend"
    return answer
