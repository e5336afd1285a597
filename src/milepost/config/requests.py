"""What every request passes first: it gets its id, its line in the log, its limits, and answers that a browser will not run."""

import logging
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from milepost.api.asked import MOST_BYTES, MOST_FILE_BYTES
from milepost.config.errors import refused_early
from milepost.config.logs import request_id

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("milepost.requests")
POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of pages: nothing from elsewhere, nothing that stands inside a page; pictures in it are those of second factors (QR)."""
QUIET = frozenset({"/livez", "/readyz"})
FILES = ("/attachments/", "/bring/", "/from-file/")
"""Ends of addresses that take files, of which each says for itself how large they may be."""
SECRET = "/account/set-password/"
"""What follows lets somebody in."""


def numbered(following: Next) -> Next:
    """Gives the request its id: in the log, in the journal, in the answer."""

    def handle(request: HttpRequest) -> HttpResponse:
        number = uuid4().hex
        token = request_id.set(number)
        request.META["milepost.request"] = number
        began = perf_counter()
        try:
            answer = following(request)
            answer["X-Request-Id"] = number
            policy = PAGES if answer.headers.get("Content-Type", "").startswith("text/html") else POLICY
            answer.headers.setdefault("Content-Security-Policy", policy)
            answer.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
            if not answer.streaming and answer.status_code not in (204, 304):
                # Told its length, an answer needs no chunks: fewer packets on a connection that stays open.
                answer.headers.setdefault("Content-Length", str(len(answer.content)))
            if request.path not in QUIET:
                _tell(request, answer, perf_counter() - began)
            return answer
        finally:
            request_id.reset(token)

    return handle


def limited(following: Next) -> Next:
    """Refuses hosts that are not ours, bodies that are too large, and those of which nobody says how large they are, before all else."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path not in QUIET:
            request.get_host()
        told = request.META.get("CONTENT_LENGTH") or ""
        if request.META.get("HTTP_TRANSFER_ENCODING") and not told:
            return refused_early(request, 411, "How long?", "Send the body with its Content-Length.")
        if told and not (told.isascii() and told.isdecimal()):
            return refused_early(request, 400, "How long?", "The Content-Length is no number.")
        most = MOST_FILE_BYTES if request.path.endswith(FILES) else MOST_BYTES
        if told and (len(told) > 12 or int(told) > most):
            return refused_early(request, 413, "Too large", f"A body has at most {most // 1024 // 1024} MB.")
        return following(request)

    return handle


def _tell(request: HttpRequest, answer: HttpResponse, seconds: float) -> None:
    """The address without its question: filters hold names. The rest of a path holds ids and numbers only, but for one."""
    path = f"{SECRET}…" if request.path.startswith(SECRET) else request.path[:200]
    told = {"method": request.method, "path": path, "status": answer.status_code, "ms": round(seconds * 1000, 1)}
    log.info("answered", extra={"told": told})
