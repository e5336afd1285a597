"""What a task gets and gives: it computes outside of any transaction, and what it changes is done together with its completion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Cancelled(Exception):
    """Somebody asked to stop; a task may let it through, or catch it and give back what it has."""


@dataclass(frozen=True, slots=True)
class Effect:
    """`apply` makes the changes, in one transaction with the completion of the job, or not at all. `result` is kept with the job (JSON)."""

    apply: Callable[[], Any]
    result: Any = None


class Report(Protocol):
    """How a task tells how far it is."""

    def __call__(self, done: int, whole: int, text: str = "") -> None:
        """Keep the progress. Raises Cancelled when somebody asked to stop."""
