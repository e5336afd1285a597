"""The ways in which the house says no; each door translates them once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Refused(Exception):
    """An operation was not done, and nothing of it is left behind. `str()` is a sentence for the person."""


class Denied(Refused):
    """The actor may see the record and may not do this with it."""


class Missing(Refused):
    """There is no such record, or the actor may not know of it: the answer is the same."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a `code` for programs, and a `message` that says what would be right."""

    code: str
    message: str


class Invalid(Refused):
    """Inputs that cannot be meant, by field; "" holds what concerns several. `rows` has the faults of single records of a set."""

    def __init__(self, fields: Mapping[str, Sequence[Fault]], *, rows: Mapping[int, Mapping[str, Sequence[Fault]]] | None = None) -> None:
        self.fields = {name: tuple(faults) for name, faults in fields.items()}
        self.rows = dict(rows or {})
        told = [f"{name}: {fault.message}" if name else fault.message for name, faults in self.fields.items() for fault in faults]
        super().__init__(" ".join(told) or "Some records are not valid.")


class Busy(Refused):
    """Others hold the same records, and waiting for them took too long; the same may be tried again."""


class WrongState(Refused):
    """The record's state does not allow this move."""

    def __init__(self, message: str, *, state: str, allowed: Sequence[str]) -> None:
        self.state, self.allowed = state, tuple(allowed)
        super().__init__(message)


class Stale(Refused):
    """Somebody else changed the record since it was read: who, when, and which columns."""

    def __init__(self, message: str, *, version: int, changed: Sequence[str] = ()) -> None:
        self.version, self.changed = version, tuple(changed)
        super().__init__(message)
