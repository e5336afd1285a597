"""The call under way: who, through which request, caused by what. An operation called by an operation inherits it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from uuid import uuid4

from milepost.kernel.access import Actor


def new_batch() -> str:
    """A name that no other call has."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Call:
    """`batch` joins the journal rows of one call; `cause` is the batch of the operation that made this one, or that it
    takes back. `drafted_by` is the account that drafted what is countersigned; `in_place_of` the account that the actor stands in for, by
    record, under None for all of them."""

    actor: Actor
    request: str = ""
    reason: str = ""
    cause: str = ""
    drafted_by: int | None = None
    in_place_of: dict[int | None, int | None] = field(default_factory=dict)
    batch: str = field(default_factory=new_batch)


_current: ContextVar[Call | None] = ContextVar("current_call", default=None)


def current() -> Call | None:
    """The call of the operation that is running, if one is."""
    return _current.get()


@contextmanager
def running(call: Call) -> Iterator[None]:
    """Within it the call is the current one."""
    token = _current.set(call)
    try:
        yield
    finally:
        _current.reset(token)


def nested(call: Call, reason: str = "") -> Call:
    """The call that an operation makes from within another: allowed as its cause was, and for its reason unless it has its own."""
    return replace(call, cause=call.batch, batch=new_batch(), reason=reason or call.reason, drafted_by=None, in_place_of={})


def stands_in(record: int, account: int | None) -> None:
    """For use within an operation: what is done with the record is done in the place of that account, and the journal says so."""
    call = _current.get()
    assert call is not None
    call.in_place_of[record] = account
