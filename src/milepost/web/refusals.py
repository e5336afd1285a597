"""A refusal as a page, or as a message above what stays where it is."""

from django.http import HttpRequest, HttpResponse

from milepost.kernel.errors import Busy, Denied, Missing, Refused, Stale, WrongState
from milepost.web.failed import trouble_page
from milepost.web.sentences import in_words

STATUS = {Missing: 404, Denied: 403, WrongState: 409, Stale: 412, Busy: 503}


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page; for a part of one, a toast that says it."""
    return trouble_page(request, status=STATUS.get(type(refusal), 422), told=in_words(refusal))
