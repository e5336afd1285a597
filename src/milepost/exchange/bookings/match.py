"""Finds whom of the plans' people a booking means: by e-mail address, then name; asked, never guessed, when unclear."""

from collections.abc import Callable, Sequence

from milepost.engine.levelling.request import Booking
from milepost.engine.model import Resource, ResourceKind
from milepost.engine.problem import Problem
from milepost.exchange.bookings.stated import StatedBooking
from milepost.exchange.grid import Findings
from milepost.exchange.people import People
from milepost.exchange.people.names import email_key, name_key, similar_candidates, similar_names
from milepost.values import said

MOST_LISTED = 6


def match_bookings(
    bookings: Sequence[StatedBooking], resources: Sequence[Resource], people: People | None, key: Callable[[Resource], str]
) -> tuple[tuple[Booking, ...], tuple[Problem, ...]]:
    """See `BookingFile.for_people`."""
    findings = Findings()
    matcher = _Matcher(resources, people, key, findings)
    made = []
    for one in bookings:
        resource = matcher.find(one)
        if resource is not None:
            made.append(Booking(key(resource), one.start, one.finish, one.share, one.label))
    matcher.tell_unknown()
    return tuple(made), findings.notices


class _Matcher:
    """People by address and by every name they go by."""

    def __init__(self, resources: Sequence[Resource], people: People | None, key: Callable[[Resource], str], findings: Findings) -> None:
        self.findings = findings
        # One person stands in several plans, perhaps by several names; the first stands for all.
        persons: dict[str, Resource] = {}
        self.by_email: dict[str, list[Resource]] = {}
        self.by_name: dict[str, list[Resource]] = {}
        self.unknown: dict[tuple[str, str], list[StatedBooking]] = {}
        for one in (one for one in resources if one.kind is ResourceKind.WORK):
            first = persons.setdefault(key(one), one)
            _add(self.by_name, name_key(one.name), first)
            if email := email_key(one.email):
                _add(self.by_email, email, first)
        self.persons = list(persons.values())
        for person in people.persons if people is not None else ():
            found = {id(one): one for name in person.names for one in self.by_name.get(name_key(name), ())}
            if len(found) == 1:
                for name in person.names:
                    self.by_name.setdefault(name_key(name), list(found.values()))
                if email := email_key(person.resource.email):
                    self.by_email.setdefault(email, list(found.values()))
        self.similar = similar_candidates(one.name for one in resources if one.kind is ResourceKind.WORK)

    def find(self, booking: StatedBooking) -> Resource | None:
        """The one person meant; None is kept to be told."""
        email = email_key(booking.email)
        found = self.by_email.get(email, []) if email else []
        if not found:
            named = self.by_name.get(name_key(booking.name), []) if booking.name else []
            found = [one for one in named if not (email and email_key(one.email) and email_key(one.email) != email)]
        if len(found) == 1:
            return found[0]
        if found:
            emails = ", ".join(one.email or f"id {one.id}" for one in found[:MOST_LISTED])
            message = said("{many} people are called '{name}': {emails}.", many=len(found), name=booking.name, emails=emails)
            self.findings.error("person-unclear", booking.place, message, said("Give the e-mail address in a column Email."))
            return None
        self.unknown.setdefault((name_key(booking.name), email), []).append(booking)
        return None

    def tell_unknown(self) -> None:
        """Each unknown person once, with those who may be meant."""
        for bookings in self.unknown.values():
            first = bookings[0]
            more = f" and {len(bookings) - 1} more" if len(bookings) > 1 else ""
            shown = f"'{first.name or first.email}'" + (f" <{first.email}>" if first.name and first.email else "")
            near = list(similar_names(first.name, self.similar))[:3] if first.name else []
            hint = (
                said("Did you mean {what}?", what=" or ".join(repr(name) for name in near))
                if near
                else said("The people are {known}.", known=self._known())
            )
            self.findings.error("booking-of-stranger", first.place + more, said("Nobody in the plans is {shown}.", shown=shown), hint)

    def _known(self) -> str:
        names = ", ".join(f"'{one.name}'" for one in self.persons[:MOST_LISTED])
        return (names or "none") + (f" and {len(self.persons) - MOST_LISTED} more" if len(self.persons) > MOST_LISTED else "")


def _add(index: dict[str, list[Resource]], key: str, one: Resource) -> None:
    found = index.setdefault(key, [])
    if all(other is not one for other in found):
        found.append(one)
