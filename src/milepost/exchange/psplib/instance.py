"""An instance as its file states it: jobs with modes, successors, and what each resource has to give."""

from dataclasses import dataclass

from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable

MOST_JOBS = 200_000
MOST_RESOURCES = 1_000
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do a job: `duration` in periods and a demand per resource, in the instance's order of resources."""

    duration: int
    demands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A job by its 1-based number, the line it stands on, its modes in file order and its successors' numbers."""

    number: int
    line: int
    modes: tuple[Mode, ...]
    successors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """A resource: "R 1" gives `amount` in every period; with `renewable` False, "N 1" gives it once for the whole project."""

    name: str
    amount: int
    renewable: bool = True


@dataclass(frozen=True, slots=True)
class Instance:
    """The whole file. Release and due date in periods from the origin; the first and the last job are dummies."""

    name: str
    jobs: tuple[Job, ...]
    capacities: tuple[Capacity, ...]
    release: int = 0
    due: int | None = None
    horizon: int | None = None


def refused(code: str, place: str, message: str, remedy: str = "Compare the file with the published instance.") -> Unreadable:
    """The error every reader of this package raises."""
    return Unreadable([Problem(code, place, message, remedy)])
