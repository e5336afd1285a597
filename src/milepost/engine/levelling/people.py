"""Who can work how much when: everybody's capacity over time, less firm bookings and work that levelling may not move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from milepost.engine.levelling.request import Booking
from milepost.engine.load import Capacity, capacity_of
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.model import Plan, Resource, ResourceKind, Skill
from milepost.engine.problem import Problem, Severity
from milepost.engine.working_time import Calendars
from milepost.engine.working_time.arithmetic import BEFORE
from milepost.values import moment_text, share_text

Key = Callable[[Resource], str]


@dataclass(slots=True)
class People:
    """Everybody by number: key, name, resource and capacity. `taken` are the bookings that stand, as (start, finish, units, label)."""

    keys: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    resources: list[Resource] = field(default_factory=list)
    capacities: list[Capacity] = field(default_factory=list)
    taken: list[list[tuple[int, int, int, str]]] = field(default_factory=list)
    able: dict[tuple[tuple[Skill, ...], int], tuple[int, ...]] = field(default_factory=dict)
    """Who has these skills and so many units, once it has been asked."""

    def most(self, r: int) -> int:
        """The most units person r ever has."""
        return max(units for _, units in self.capacities[r].steps)


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
            elif people.capacities[people.number[name]].steps != capacity.steps:
                message = f"plan '{plan.name}' gives other units than the plan before it, whose units count."
                problems.append(
                    Problem(
                        "capacity-differs", f"resource '{resource.name}'", message, "Give the same units in all plans.", Severity.WARNING
                    )
                )
    return people


def take_bookings(people: People, bookings: Sequence[Booking], problems: list[Problem]) -> None:
    """Add firm bookings; those of strangers and those that end before they begin are told and left out."""
    for booking in bookings:
        place = f"booking '{booking.label}' of {booking.person}"
        if booking.person not in people.number:
            problems.append(
                Problem(
                    "booking-of-stranger",
                    place,
                    "no plan has this person.",
                    "Correct the name, or leave the booking out.",
                    Severity.WARNING,
                )
            )
        elif booking.finish <= booking.start or booking.units <= 0:
            message = "it ends before it begins, or takes no time."
            problems.append(Problem("empty-booking", place, message, "Correct its dates and units.", Severity.WARNING))
        else:
            row = (booking.start, booking.finish, booking.units, booking.label)
            people.taken[people.number[booking.person]].append(row)


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
    short = next(((moment, left) for moment, left in steps if left < 0), None)
    if short is None:
        return
    moment, left = short
    labels = [label for start, finish, _, label in people.taken[r] if start <= moment < finish]
    name = people.resources[r].name
    message = (
        f"from {moment_text(moment)} on, work that may not move takes {share_text(-left + UNITS_ROUNDING)} more than there is: "
        + ", ".join(f"'{label}'" for label in labels[:5])
        + "."
    )
    remedy = "Move one of them, or let levelling move it (no fixed date, priority below 1000)."
    problems.append(Problem("contradictory-bookings", f"resource '{name}'", message, remedy, Severity.WARNING))
