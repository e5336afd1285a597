"""Who can work how much when: everybody's capacity over time, less firm bookings and work that levelling may not move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from milepost.engine.levelling.request import Booking
from milepost.engine.load import Capacity, capacity_of
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.model import Plan, Resource, ResourceKind, Skill
from milepost.engine.network.words import when
from milepost.engine.problem import Problem, Severity
from milepost.engine.words import quoted
from milepost.engine.working_time import Calendars
from milepost.engine.working_time.arithmetic import AFTER, BEFORE
from milepost.values import listed, said, share_text

Key = Callable[[Resource], str]


@dataclass(slots=True)
class People:
    """Everybody by number: key, name, resource and capacity. `taken` are the bookings that stand, as (start, finish, units, label)."""

    keys: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    resources: list[Resource] = field(default_factory=list)
    capacities: list[Capacity] = field(default_factory=list)
    taken: list[list[tuple[int, int, int, str]]] = field(default_factory=list)
    done: set[tuple[int, int, int, int, str]] = field(default_factory=set)
    """Who worked when on what is done already: person and a row of `taken`."""
    able: dict[tuple[tuple[Skill, ...], int], tuple[int, ...]] = field(default_factory=dict)
    """Who has these skills and so many units, once it has been asked."""
    alike: dict[tuple[int, tuple[int, ...]], bool] = field(default_factory=dict)
    """Whether these people all work when a working time (by its identity) does, once it has been asked."""
    origin: list[Plan] = field(default_factory=list)
    """The plan in which each person was met first."""

    def most(self, r: int) -> int:
        """The most units person r ever has."""
        return max(units for _, units in self.capacities[r].steps)

    def works(self, r: int, start: int, finish: int, *, at_all: bool = False) -> bool:
        """Whether person r works at any moment from start to finish, by their calendar; without `at_all`, with units too.

        Days the calendar is not known for count as working.
        """
        capacity = self.capacities[r]
        time = capacity.time
        if not time.starts:
            return False
        if start < time.starts[0] or finish > time.ends[-1]:
            return True
        if at_all:
            return time.between(start, finish) > 0
        bounds = [start, *(since for since, _ in capacity.steps if start < since < finish), finish]
        return any(capacity.units_at(a) > 0 and time.between(a, b) > 0 for a, b in pairwise(bounds))

    def at_last(self, r: int) -> int:
        """The units person r has for ever after all changes."""
        return self.capacities[r].steps[-1][1] + UNITS_ROUNDING


def gather(plans: Sequence[Plan], calendars: Sequence[Calendars], key: Key, problems: list[Problem]) -> People:
    """The work resources of all plans, each person once by key; the first plan's capacity counts."""
    people = People()
    for plan, compiled in zip(plans, calendars, strict=True):
        for resource in plan.resources:
            if resource.kind is not ResourceKind.WORK:
                continue
            name = key(resource)
            capacity = capacity_of(plan, resource, compiled, person=name)
            if name not in people.number:
                people.number[name] = len(people.keys)
                people.keys.append(name)
                people.resources.append(resource)
                people.capacities.append(capacity)
                people.taken.append([])
                people.origin.append(plan)
            elif people.capacities[people.number[name]].steps != capacity.steps:
                message = said("plan '{name}' gives other units than the plan before it, whose units count.", name=plan.name)
                problems.append(
                    Problem(
                        "capacity-differs",
                        said("resource '{name}'", name=resource.name),
                        message,
                        said("Give the same units in all plans."),
                        Severity.WARNING,
                    )
                )
    return people


def take_bookings(people: People, bookings: Sequence[Booking], problems: list[Problem]) -> None:
    """Add firm bookings. Those of strangers, those that take no time, and those when the person never works are told and left out."""
    for booking in bookings:
        place = said("booking '{label}' of {person}", label=booking.label, person=booking.person)

        def tell(code: str, message: str, remedy: str, place: str = place) -> None:
            problems.append(Problem(code, place, message, remedy, Severity.WARNING))

        if booking.person not in people.number:
            tell("booking-of-stranger", said("no plan has this person."), said("Correct the name, or leave the booking out."))
            continue
        if booking.finish <= booking.start or booking.units <= 0:
            tell("empty-booking", said("it ends before it begins, or takes no time."), said("Correct its dates and units."))
            continue
        r = people.number[booking.person]
        between = said("from {start} to {finish}", start=when(booking.start), finish=when(booking.finish))
        if not people.works(r, booking.start, booking.finish):
            tell(
                "booking-in-leave",
                said(
                    "{between} {name} does not work: their calendar or their availability has no time then.",
                    between=between,
                    name=people.resources[r].name,
                ),
                said("Correct the dates of the booking or of the absence. It is left out."),
            )
            continue
        if booking.units > people.most(r) + UNITS_ROUNDING:
            message = said(
                "it asks for {units}, more than the {most} there ever are.",
                units=share_text(booking.units),
                most=share_text(people.most(r)),
            )
            tell("booking-above-capacity", message, said("Correct its units. Levelling goes round it."))
        people.taken[r].append((booking.start, booking.finish, booking.units, booking.label))


def base_profile(people: People, room: Sequence[int], problems: list[Problem]) -> tuple[list[int], list[int], list[int], list[int]]:
    """The profile of what is left before anything is placed, with `room` more steps for each person (see `moments.profile`).

    Units are widened by the rounding of files, as overloads are counted. Bookings that ask for more than there is are told.
    """
    first: list[int] = []
    size: list[int] = []
    at: list[int] = []
    free: list[int] = []
    for r, capacity in enumerate(people.capacities):
        changes: dict[int, int] = {}
        before = 0
        for since, units in capacity.steps:
            moment = max(since, BEFORE)
            changes[moment] = changes.get(moment, 0) + units - before
            before = units
        changes[BEFORE] = changes.get(BEFORE, 0) + UNITS_ROUNDING
        for start, finish, units, _ in people.taken[r]:
            changes[start] = changes.get(start, 0) - units
            changes[finish] = changes.get(finish, 0) + units
        steps: list[tuple[int, int]] = []
        left = 0
        for moment in sorted(changes):
            left += changes[moment]
            if not steps or steps[-1][1] != left:
                steps.append((moment, left))
        _tell_contradiction(people, r, steps, problems)
        first.append(len(at))
        size.append(len(steps))
        at += [moment for moment, _ in steps] + [0] * room[r]
        free += [left for _, left in steps] + [0] * room[r]
    return first, size, at, free


def _tell_contradiction(people: People, r: int, steps: list[tuple[int, int]], problems: list[Problem]) -> None:
    """Every stretch of working time in which what may not move asks for more than there is, once for the same set of claims."""
    name = people.resources[r].name
    told: set[tuple[str, ...]] = set()
    for (moment, left), (until, _) in zip(steps, [*steps[1:], (AFTER, 0)], strict=True):
        if left >= 0 or not people.works(r, moment, until, at_all=True):
            continue
        claims = [row for row in people.taken[r] if row[0] <= moment < row[1]]
        if all((r, *row) in people.done for row in claims):
            continue  # nothing can be done about it any more
        labels = tuple(quoted(row[3]) for row in claims)
        if labels in told or (len(claims) == 1 and claims[0][2] > people.most(r)):
            continue  # one claim that is more than there ever is has been told by itself
        told.add(labels)
        absent = people.capacities[r].units_at(moment) <= 0
        message = (
            said(
                "from {moment} on, work that may not move takes {left} more than there is: ",
                moment=when(moment),
                left=share_text(-left + UNITS_ROUNDING),
            )
            + listed(labels[:5])
            + (said(" and {count} more", count=len(labels) - 5) if len(labels) > 5 else "")
            + (said(", in a time of absence.") if absent else ".")
        )
        remedy = said("Move one of them, or let levelling move it (no fixed date, priority below 1000). Levelling goes round them.")
        problems.append(Problem("contradictory-bookings", said("resource '{name}'", name=name), message, remedy, Severity.WARNING))
