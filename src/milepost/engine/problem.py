"""Problems are values: a code, where it is, what is wrong and what to do. Nothing in the engine raises for bad plans."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error stops the schedule or the record; a warning changes the answer and is told; a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is a stable kebab-case word. `place` says where, for a person: "task 12 'Install'", "plan.xml line 88".

    `message` says what is wrong and what was expected; `remedy` says what to do about it.
    `tasks` names the ids concerned (a cycle in its order).
    """

    code: str
    place: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    tasks: tuple[str, ...] = ()

    def __str__(self) -> str:
        tail = f" {self.remedy}" if self.remedy else ""
        return f"{self.severity.value}: {self.place}: {self.message}{tail}"
