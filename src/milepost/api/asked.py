"""What a request asks: who, with which body, against which version."""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import actor_of_token
from milepost.kernel.errors import Fault, Invalid

MOST_BYTES = 10 * 1024 * 1024


class Unanswerable(Exception):
    """A request that is wrong as a request: status, title, detail."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        self.status, self.title, self.detail = status, title, detail
        super().__init__(detail)


def actor_from(request: HttpRequest) -> Actor:
    """The actor behind the token. Raises Unanswerable (401)."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    actor = actor_of_token(text.strip()) if kind.lower() == "bearer" and text else None
    if actor is None:
        detail = "Send a personal token that is valid: Authorization: Bearer mp_…"
        raise Unanswerable(401, "Who are you?", detail)
    return actor


def body_of(request: HttpRequest, check: Callable[[Any], bool], expected: str) -> Any:
    """The body as JSON. Raises Unanswerable (400, 413, 415)."""
    if request.content_type != "application/json":
        raise Unanswerable(415, "Not JSON", "Send the body as application/json.")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise Unanswerable(413, "Too large", f"A body has at most {MOST_BYTES // 1024 // 1024} MB.")
    try:
        found = orjson.loads(request.body or b"{}")
    except orjson.JSONDecodeError as error:
        raise Unanswerable(400, "Not JSON", f"The body is no JSON: {error}.") from None
    if not check(found):
        raise Unanswerable(400, "Not what is expected", f"The body must be {expected}.")
    return found


def version_from(request: HttpRequest) -> int:
    """The version in If-Match. Raises Unanswerable (428) without one."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        detail = 'Send the version you have read, as If-Match: "3"; it is the ETag of the record.'
        raise Unanswerable(428, "Which version?", detail)
    bare = text.removeprefix("W/").strip('"')
    if not bare.isdecimal() or len(bare) > 9:
        raise Invalid({"If-Match": [Fault("no-version", f'{text[:40]} is no version; expected for example "3".')]})
    return int(bare)
