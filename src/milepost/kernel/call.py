"""The call under way: who, through which request, caused by what. An operation called by an operation inherits it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from uuid import uuid4

from milepost.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """`batch` joins the journal rows of one call; `cause` is the batch of the operation that made this one."""

    actor: Actor
    request: str = ""
    reason: str = ""
    cause: str = ""
    batch: str = field(default_factory=lambda: uuid4().hex)


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
    return replace(call, cause=call.batch, batch=uuid4().hex, reason=reason or call.reason)
