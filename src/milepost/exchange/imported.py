"""What every reader of the exchange floor gives back: the plan, what is to be told about it, and where it came from."""

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.engine.model import Plan
from milepost.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan came from: the file's `name`, its `format` ("MSPDI", "CSV", "PSPLIB" ...) and the program that wrote it."""

    name: str
    format: str
    producer: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan that was read, with notices in the order they were met.

    `carry` holds what the model does not use, in a form only the reader's own writer understands; hand it back when writing.
    `recalendared` names the tasks whose people were given another working time than the file's, by a people file. So many of a people
    file are `candidates` for placeholders and have no work of their own; they stand at the end of the plan's resources.
    Of a table `columns` are the fields that it has a column for, and `pinned` names the tasks that start no earlier than its column Start
    says.
    """

    plan: Plan
    notices: tuple[Problem, ...]
    source: Source
    carry: object | None = None
    recalendared: frozenset[str] = frozenset()
    candidates: int = 0
    columns: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()


class Unreadable(Exception):
    """A file that cannot be read, with at least one problem; as text, one line per problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("Unreadable needs at least one problem that says why")
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[tuple[Problem, ...]]]:
        """Rebuilds from the problems, so that the error crosses from one process to another unharmed."""
        return (Unreadable, (self.problems,))
