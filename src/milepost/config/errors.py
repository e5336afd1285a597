"""Answers where no door could answer: problem details, without a word about how the house is built."""

import logging
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.problems import problem
from milepost.config.trouble import trouble_of

log = logging.getLogger("milepost.errors")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What is no request at all, or one for a host that this house is not."""
    return problem(400, "Not understood", "The request is damaged, or names a host that is not among MILEPOST_HOSTS.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A form that did not come from here."""
    return problem(403, "Not allowed", "The request does not come from this site.")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """An address that is none."""
    return problem(404, "Not found", "There is no such address; /api/v1/openapi.json lists those of the door for programs.")


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or the disk is full, the database is away, and the like, which passes."""
    number = request.META.get("milepost.request", "")
    error = sys.exc_info()[1]
    log.error("failed", exc_info=error)
    trouble = trouble_of(error)
    if trouble is not None:
        made = problem(trouble.status, trouble.title, f"{trouble.detail} Request {number}.")
        made["Retry-After"] = "5"
        return made
    return problem(500, "A fault in Milepost", f"Nothing was changed. Please report it with the number of this request: {number}.")
