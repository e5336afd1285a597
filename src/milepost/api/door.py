"""What every request passes through: who it is, whether it was answered before, and how a refusal is told."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from milepost.api.asked import Unanswerable, actor_from
from milepost.api.problems import problem, refused
from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.errors import Refused
from milepost.kernel.models import KeptAnswer

View = Callable[..., HttpResponse]
KEY_LENGTH = 100


def door(**methods: View) -> Callable[..., HttpResponse]:
    """One address: a function for each method it knows. Each is called with the request, the actor and the address's own arguments."""
    allowed = ", ".join(sorted(name.upper() for name in methods))

    def address(request: HttpRequest, **arguments: object) -> HttpResponse:
        request_id = uuid4().hex
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
        return made


def _once(request: HttpRequest, actor: Actor, view: View, request_id: str, arguments: dict[str, object]) -> HttpResponse:
    """The effect and its answer in one transaction: the same key gives the same answer, however often and however many at once."""
    key = request.headers["Idempotency-Key"].strip()
    if not 0 < len(key) <= KEY_LENGTH or not key.isprintable():
        raise Unanswerable(400, "No key", f"An Idempotency-Key has 1 to {KEY_LENGTH} printable characters.")
    asked = sha256(b"\0".join((request.get_full_path().encode(), request.body))).hexdigest()
    kept = _kept(actor, key, asked)
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            made = view(request, actor, request_id, **arguments)
            KeptAnswer.objects.create(account_id=actor.account, key=key, asked=asked, status=made.status_code, body=made.content, at=now())
            return made
    except IntegrityError:
        kept = _kept(actor, key, asked)
        if kept is None:
            raise
        return kept


def _kept(actor: Actor, key: str, asked: str) -> HttpResponse | None:
    found = KeptAnswer.objects.filter(account_id=actor.account, key=key).first()
    if found is None:
        return None
    if found.asked != asked:
        raise Unanswerable(422, "Another request had this key", "An Idempotency-Key belongs to one request; use a new one for another.")
    made = HttpResponse(bytes(found.body), status=found.status, content_type="application/json")
    made["Idempotent-Replay"] = "true"
    return made


def named(view: View, name: str) -> View:
    """The view under a name of its own, for messages and the address table."""

    @wraps(view)
    def same(*arguments: object, **more: object) -> HttpResponse:
        return view(*arguments, **more)

    same.__name__ = name
    return same
