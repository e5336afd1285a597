"""A form is sent once, however often its button is pressed: each carries a mark of its own, signed for whoever it was made for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from milepost.kernel.access import Actor
from milepost.kernel.once import Answer, OtherRequest, kept_answer, once

NAME = "once"
UNSENT = frozenset({NAME, "csrfmiddlewaretoken"})
"""What of a form is about the sending, not about what was typed."""


def _signer() -> Signer:
    return Signer(salt="milepost.form", sep="~")


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose form it is, which one, and the names of its inputs that hold secrets and are kept nowhere."""

    account: int
    key: str
    secrets: tuple[str, ...] = ()


def new_mark(account: int | None, secrets: Sequence[str] = ()) -> str:
    """The value of the hidden input of a form that is made now."""
    return _signer().sign(".".join([str(account or 0), uuid4().hex, *secrets]))


def mark_of(request: HttpRequest) -> Mark | None:
    """The mark that was sent, when it is one of ours."""
    try:
        account, key, *secrets = _signer().unsign(request.POST.get(NAME, "")).split(".")
    except (BadSignature, ValueError):
        return None
    return Mark(int(account), key, tuple(secrets))


class SentBefore(Exception):
    """The same form was sent with something else in it, and that was done; `address` is where it led."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


def do_once(request: HttpRequest, actor: Actor, deed: Callable[[], str]) -> str:
    """Does the deed, which gives the address where it leads; of a form that was sent before only the address. A form without a mark (a
    button of its own, a program) is done as often as it is sent. Raises SentBefore, and what the deed raises: then nothing is kept."""
    mark = mark_of(request)
    if mark is None or mark.account != actor.account:
        return deed()
    try:
        found = once(actor.account, mark.key, _asked(request), lambda: Answer(302, deed().encode()))
    except OtherRequest:
        first = kept_answer(actor.account, mark.key)
        raise SentBefore(first.body.decode() if first is not None else "") from None
    return found.body.decode()


def _asked(request: HttpRequest) -> str:
    """What was sent, as a hash with the house's key: a form may hold a password."""
    sent = [f"{name}={value}" for name in sorted(request.POST) if name not in UNSENT for value in request.POST.getlist(name)]
    files = [f"{name}:{file.name}:{file.size}" for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    return salted_hmac("milepost.form", "\0".join([request.path, *sent, *files]), algorithm="sha256").hexdigest()
