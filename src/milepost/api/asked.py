"""What a request asks: who, with which body, against which version."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest

from milepost.api.limits import wait_for
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import actor_of_token
from milepost.kernel.errors import Fault, Invalid
from milepost.values import said

MOST_BYTES = 10 * 1024 * 1024
MOST_FILE_BYTES = 101 * 1024 * 1024
"""Of a file sent as plain bytes, which is read only as far as the house's setting says; JSON has the limit above everywhere."""


class Unanswerable(Exception):
    """A request that is wrong as a request: status, title, detail."""

    def __init__(self, status: int, title: str, detail: str, *, wait: int = 0) -> None:
        self.status, self.title, self.detail, self.wait = status, title, detail, wait
        super().__init__(detail)


def actor_from(request: HttpRequest) -> Actor:
    """The actor behind the token. Raises Unanswerable (401, 429)."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    text = text.strip() if kind.lower() == "bearer" else ""
    stranger = f"address {request.META.get('REMOTE_ADDR', '')}"
    _in_time(wait_for(f"token {text}") if text else wait_for(stranger))
    actor = actor_of_token(text) if text else None
    if actor is None:
        if text:
            _in_time(wait_for(stranger))
        detail = "Send a personal token that is valid: Authorization: Bearer mp_…"
        raise Unanswerable(401, "Who are you?", detail)
    return actor


def _in_time(wait: int) -> None:
    if wait:
        raise Unanswerable(429, "Too often", f"Ask again in {wait} s; so many requests a minute are answered, and no more.", wait=wait)


def body_of(request: HttpRequest, check: Callable[[Any], bool], expected: str) -> Any:
    """The body as JSON. Raises Unanswerable (400, 415)."""
    if request.content_type != "application/json":
        raise Unanswerable(415, "Not JSON", "Send the body as application/json.")
    if length_of(request) > MOST_BYTES:
        raise Unanswerable(413, "Too large", f"A body has at most {MOST_BYTES // 1024 // 1024} MB.")
    try:
        found = orjson.loads(request.body or b"{}")
        if request.body:
            json.loads(request.body, object_pairs_hook=_once_each, parse_int=len, parse_float=len)
    except orjson.JSONDecodeError as error:
        raise Unanswerable(400, "Not JSON", f"The body is no JSON: {error}.") from None
    except RecursionError:
        raise Unanswerable(400, "Not JSON", "The body is nested too deep.") from None
    if not check(found):
        raise Unanswerable(400, "Not what is expected", f"The body must be {expected}.")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Which of two values for one name is meant, nobody can know; readers of JSON differ in which they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Unanswerable(400, "Said twice", f"The body has the name '{twice[:60]}' twice in one object; say each once.")
    return found


def length_of(request: HttpRequest) -> int:
    """How many bytes the body has, as far as the request says."""
    told = request.headers.get("Content-Length") or ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0


def version_from(request: HttpRequest) -> int:
    """The version in If-Match. Raises Unanswerable (428) without one."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        detail = 'Send the version you have read, as If-Match: "3"; it is the ETag of the record.'
        raise Unanswerable(428, "Which version?", detail)
    bare = text.removeprefix("W/").strip('"')
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9:
        raise Invalid({"If-Match": [Fault("no-version", said('{text} is no version; expected for example "3".', text=text[:40]))]})
    return int(bare)


def has_it(request: HttpRequest, version: int) -> bool:
    """Whether the caller holds this version already, as If-None-Match says."""
    held = request.headers.get("If-None-Match", "")
    return f'"{version}"' in (part.strip().removeprefix("W/") for part in held.split(","))
