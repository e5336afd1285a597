"""The ways in which the house says no; each door translates them once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from milepost.values import listed, said


class Refused(Exception):
    """An operation was not done, and nothing of it is left behind. `str()` is an English sentence for the person, and `told` the same
    with what it takes to say it in another language (see `milepost.values.sentence`)."""

    @property
    def told(self) -> str:
        """The sentence."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class Denied(Refused):
    """The actor may see the record and may not do this with it; where it is a `draft` they may draft it."""

    def __init__(self, message: str, *, draft: bool = False) -> None:
        self.draft = draft
        super().__init__(message)


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
        told = [name + ": " + fault.message if name else fault.message for name, faults in self.fields.items() for fault in faults]
        super().__init__(listed(told, " ") if told else said("Some records are not valid."))


class Busy(Refused):
    """Others hold the same records, and waiting for them took too long; the same may be tried again."""


class WrongState(Refused):
    """The record's state does not allow this move."""

    def __init__(self, message: str, *, state: str, allowed: Sequence[str]) -> None:
        self.state, self.allowed = state, tuple(allowed)
        super().__init__(message)


class Stale(Refused):
    """Somebody else changed the record since it was read: `happened` says who, when, and which columns; `told` what to do, too."""

    def __init__(self, message: str, *, version: int, changed: Sequence[str] = ()) -> None:
        self.version, self.changed, self.happened = version, tuple(changed), message
        super().__init__(listed([message, said("Read it again and decide anew.")], " "))
