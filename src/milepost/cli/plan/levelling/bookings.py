"""Reads --bookings and finds the people they name; somebody no plan has is told, never guessed."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.progress import Progress
from milepost.engine.levelling import Booking
from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.people.person import People
from milepost.exchange.read import Limits, content_of, shown_name

STRANGER = "booking-of-stranger"
"""The problem of a booking for somebody no plan has: the bookings of a whole house name many of them."""


def load_bookings(
    request: Request, imported: Sequence[Imported], known_people: People | None, *, progress: Progress
) -> tuple[tuple[Booking, ...], tuple[Problem, ...]]:
    """The firm bookings and what is to be told about them; none without a file.

    Raises Failure: 3 for a file that cannot be read, 5 while it is unclear whom a booking means.
    """
    path = request.levelling.bookings if request.levelling is not None else None
    if path is None:
        return (), ()
    from milepost.exchange.bookings import read_bookings

    name = shown_name(path)
    with progress.step(f"Reading {name}"):
        try:
            data = content_of(path, name=name, limits=Limits(file_mb=request.file_size))
            file = read_bookings(data, name=name, date_order=request.date_order)
        except Unreadable as unreadable:
            raise Failure(Exit.UNREADABLE, unreadable.problems) from None
    resources = [resource for one in imported for resource in one.plan.resources]
    bookings, told = file.for_people(resources, people=known_people)
    unclear = [problem for problem in told if problem.severity is Severity.ERROR and problem.code != STRANGER]
    if unclear:
        raise Failure(Exit.UNANSWERED, unclear)
    return bookings, (*file.notices, *(_milder(problem) for problem in told))


def _milder(problem: Problem) -> Problem:
    """A booking that was left out changes the answer and stops nothing."""
    return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem
