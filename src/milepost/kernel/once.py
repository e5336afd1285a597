"""A request that carries a key has one effect and one answer, however often it is sent and however many send it at once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from milepost.kernel.clock import now
from milepost.kernel.models import KeptAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `again` says that it was answered before."""

    status: int
    body: bytes
    again: bool = False


class OtherRequest(Exception):
    """The key belongs to another request."""


def once(account: int | None, key: str, asked: str, effect: Callable[[], Answer]) -> Answer:
    """The answer kept under the key, or that of `effect`, kept in the transaction of what it did. `asked` identifies the request.

    What `effect` raises goes through, and keeps nothing. Raises OtherRequest.
    """
    found = _kept(account, key, asked)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = effect()
            KeptAnswer.objects.create(account_id=account, key=key, asked=asked, status=made.status, body=made.body, at=now())
            return made
    except IntegrityError:
        found = _kept(account, key, asked)
        if found is None:
            raise
        return found


def _kept(account: int | None, key: str, asked: str) -> Answer | None:
    owner = {"account__isnull": True} if account is None else {"account_id": account}
    found = KeptAnswer.objects.filter(key=key, **owner).first()
    if found is None:
        return None
    if found.asked != asked:
        raise OtherRequest
    return Answer(found.status, bytes(found.body), again=True)
