"""Answers where no door could answer: problem details for programs and pages for people, without a word about how the house is built."""

import logging
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.problems import problem
from milepost.config.trouble import trouble_of
from milepost.web.failed import no_such_page, plain_failure
from milepost.web.outdated import outdated

log = logging.getLogger("milepost.errors")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What is no request at all, or one for a host that this house is not."""
    told = "The request is damaged, or names a host that is not among MILEPOST_HOSTS."
    return _answer(request, 400, "Not understood", told)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A form that did not come from here."""
    return _answer(request, 403, "Not allowed", "The request does not come from this site. Go back, load the page again and send it anew.")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this log-in: of an older page, or not ours."""
    return outdated(request) or forbidden(request)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """An address that is none."""
    if not _for_programs(request):
        return no_such_page(request)
    return problem(404, "Not found", "There is no such address; /api/v1/openapi.json lists those of the door for programs.")


def too_often(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Somebody tries passwords, or forgot theirs."""
    return _answer(request, 429, "Too often", "There were too many tries in a short time, so that nobody can guess what is not theirs.")


def refused_early(request: HttpRequest, status: int, title: str, told: str) -> HttpResponse:
    """What is refused before any door has seen it."""
    return _answer(request, status, title, told)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or the disk is full, the database is away, and the like, which passes."""
    number = request.META.get("milepost.request", "")
    error = sys.exc_info()[1]
    log.error("failed", exc_info=error)
    trouble = trouble_of(error)
    if trouble is not None:
        made = _answer(request, trouble.status, trouble.title, trouble.detail, number)
        made["Retry-After"] = "5"
        return made
    told = "Nothing was changed. Please report it with the number of this request."
    return _answer(request, 500, "A fault in Milepost", told, number)


def _for_programs(request: HttpRequest) -> bool:
    """Whether the address is one of the door for programs, or of those who watch."""
    return request.path.startswith(("/api/", "/livez", "/readyz"))


def _answer(request: HttpRequest, status: int, title: str, told: str, number: str = "") -> HttpResponse:
    if _for_programs(request):
        return problem(status, title, f"{told} Request {number}." if number else told)
    return plain_failure(request, status=status, title=title, told=told, number=number)
