"""What every request passes through: who it is, whether it was answered before, and how a refusal is told."""

from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from milepost.api.asked import MOST_BYTES, Unanswerable, actor_from, length_of
from milepost.api.problems import problem, refused
from milepost.kernel.access import Actor
from milepost.kernel.errors import Refused
from milepost.kernel.once import Answer, OtherRequest, once

View = Callable[..., HttpResponse]
KEY_LENGTH = 100


def door(**methods: View) -> Callable[..., HttpResponse]:
    """One address: a function for each method it knows. Each is called with the request, the actor and the address's own arguments."""
    allowed = ", ".join(sorted(name.upper() for name in methods))

    def address(request: HttpRequest, **arguments: object) -> HttpResponse:
        request_id = request.META.get("milepost.request") or uuid4().hex
        made = _answered(request, methods, allowed, request_id, arguments)
        made["X-Request-Id"] = request_id
        return made

    address.csrf_exempt = True  # type: ignore[attr-defined]  # nobody is let in here by a cookie
    return address


def _answered(request: HttpRequest, methods: dict[str, View], allowed: str, request_id: str, arguments: dict[str, object]) -> HttpResponse:
    view = methods.get((request.method or "").lower())
    if view is None:
        made = problem(405, "Not possible here", f"This address knows {allowed}.")
        made["Allow"] = allowed
        return made
    try:
        actor = actor_from(request)
        if request.method == "POST" and request.headers.get("Idempotency-Key"):
            return _once(request, actor, view, request_id, arguments)
        return view(request, actor, request_id, **arguments)
    except Refused as refusal:
        return refused(refusal)
    except Unanswerable as wrong:
        made = problem(wrong.status, wrong.title, wrong.detail)
        if wrong.status == 401:
            made["WWW-Authenticate"] = "Bearer"
        if wrong.wait:
            made["Retry-After"] = str(wrong.wait)
        return made


def _once(request: HttpRequest, actor: Actor, view: View, request_id: str, arguments: dict[str, object]) -> HttpResponse:
    """The effect and its answer in one transaction: the same key gives the same answer, however often and however many at once."""
    key = request.headers["Idempotency-Key"].strip()
    if not 0 < len(key) <= KEY_LENGTH or not key.isprintable():
        raise Unanswerable(400, "No key", f"An Idempotency-Key has 1 to {KEY_LENGTH} printable characters.")
    if length_of(request) > MOST_BYTES:
        detail = f"With an Idempotency-Key a body has at most {MOST_BYTES // 1024 // 1024} MB; send a larger file without one."
        raise Unanswerable(413, "Too large", detail)
    # The token belongs to the request: one that may do less gets no answer that was given to one that may do more.
    who = sha256(request.headers.get("Authorization", "").encode()).digest()
    # With the house's key: a body may hold a password, and a plain hash of it would be far quicker to guess than the password's own.
    asked = salted_hmac("milepost.once", b"\0".join((who, request.get_full_path().encode(), request.body)), algorithm="sha256").hexdigest()
    first: list[HttpResponse] = []

    def effect() -> Answer:
        first.append(view(request, actor, request_id, **arguments))
        kept: bytes | None = getattr(first[0], "kept", None)
        return Answer(first[0].status_code, first[0].content if kept is None else kept)

    try:
        found = once(actor.account, key, asked, effect)
    except OtherRequest:
        detail = "An Idempotency-Key belongs to one request; use a new one for another."
        raise Unanswerable(422, "Another request had this key", detail) from None
    if not found.again:
        return first[0]
    made = HttpResponse(found.body, status=found.status, content_type="application/json")
    made["Idempotent-Replay"] = "true"
    return made
