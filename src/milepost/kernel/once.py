"""A request that carries a key has one effect and one answer, however often it is sent and however many send it at once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from milepost.kernel.clock import now
from milepost.kernel.errors import Busy
from milepost.kernel.models import KeptAnswer
from milepost.kernel.operations.again import MESSAGE, again
from milepost.kernel.operations.integrity import translated


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

    What `effect` raises goes through, and keeps nothing. Raises OtherRequest, and Busy.
    """
    found = _kept(account, key, asked)
    return found if found is not None else again(lambda: _first(account, key, asked, effect))


def _first(account: int | None, key: str, asked: str, effect: Callable[[], Answer]) -> Answer:
    try:
        with transaction.atomic():
            # The key is taken before the effect: who sends it at the same moment waits here, and does not trip over the first's effect.
            mine = _taken(account, key, asked)
            if mine is not None:
                made = effect()
                mine.status, mine.body = made.status, made.body
                mine.save(update_fields=["status", "body"])
                return made
    except IntegrityError as error:  # what PostgreSQL checks at the end only
        raise translated(error, KeptAnswer) from error
    found = _kept(account, key, asked)
    if found is None:
        raise Busy(MESSAGE)
    return found


def _taken(account: int | None, key: str, asked: str) -> KeptAnswer | None:
    """The row of a key that nobody has; None when somebody was first."""
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(account_id=account, key=key, asked=asked, status=0, body=b"", at=now())
    except IntegrityError:
        return None


def kept_answer(account: int | None, key: str) -> Answer | None:
    """What was answered under a key, whatever was asked."""
    found = _row(account, key)
    return None if found is None else Answer(found.status, bytes(found.body), again=True)


def _row(account: int | None, key: str) -> KeptAnswer | None:
    owner = {"account__isnull": True} if account is None else {"account_id": account}
    return KeptAnswer.objects.filter(key=key, **owner).first()


def _kept(account: int | None, key: str, asked: str) -> Answer | None:
    found = _row(account, key)
    if found is None:
        return None
    if found.asked != asked:
        raise OtherRequest
    return Answer(found.status, bytes(found.body), again=True)
