"""A bookings file that was read: what it states, and whose time it is among given people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from milepost.engine.levelling.request import Booking
from milepost.engine.model import Resource
from milepost.engine.problem import Problem
from milepost.exchange.bookings.match import match_bookings
from milepost.exchange.bookings.stated import StatedBooking
from milepost.exchange.people import People


@dataclass(frozen=True, slots=True)
class BookingFile:
    """Bookings in file order, and what is to be told about the file."""

    name: str
    bookings: tuple[StatedBooking, ...]
    notices: tuple[Problem, ...] = ()

    def for_people(
        self, resources: Sequence[Resource], *, people: People | None = None, key: Callable[[Resource], str] | None = None
    ) -> tuple[tuple[Booking, ...], tuple[Problem, ...]]:
        """(bookings for levelling, problems). A booking's person is matched by e-mail address, then name, with the aliases of a people
        file; one that nobody of `resources` is, or that may be several, is an error and left out. `key` as `level` is told to make it
        (its `person`); without it the resource's id."""
        return match_bookings(self.bookings, resources, people, key or (lambda resource: resource.id))
