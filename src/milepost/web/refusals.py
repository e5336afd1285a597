"""A refusal as a page, or as a message above what stays where it is."""

from django.http import HttpRequest, HttpResponse

from milepost.kernel.errors import Busy, Denied, Invalid, Missing, Refused, Stale, WrongState
from milepost.values import begun
from milepost.web.failed import trouble_page
from milepost.web.sentences import in_words

STATUS = {Missing: 404, Denied: 403, WrongState: 409, Stale: 412, Busy: 503}


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page; for a part of one, a toast that says it."""
    return trouble_page(request, status=STATUS.get(type(refusal), 422), told=in_words(refusal))


def in_sentences(refusal: Refused) -> str:
    """What is wrong, for a form whose fields say themselves what they are: without their names before it."""
    if not isinstance(refusal, Invalid):
        return in_words(refusal)
    found = [faults for row in (refusal.fields, *refusal.rows.values()) for faults in row.values()]
    return " ".join(dict.fromkeys(begun(in_words(fault)) for faults in found for fault in faults)) or in_words(refusal)
