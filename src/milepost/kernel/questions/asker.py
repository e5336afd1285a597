"""Who asks a question: for those about oneself, such as what waits for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from milepost.kernel.access.actor import NOBODY, Actor

_asks: ContextVar[Actor] = ContextVar("asks", default=NOBODY)


def asker() -> Actor:
    """Who asks the question that is being answered; nobody where none is."""
    return _asks.get()


@contextmanager
def asked_by(actor: Actor) -> Iterator[None]:
    """Within it the actor asks."""
    token = _asks.set(actor)
    try:
        yield
    finally:
        _asks.reset(token)
