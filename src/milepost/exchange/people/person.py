"""People as a people file states them, before they are matched with a plan."""

from dataclasses import dataclass, field

from milepost.engine.model import Calendar, CalendarException, Resource, Shift, WorkWeek
from milepost.engine.problem import Problem

Week = tuple[tuple[Shift, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """`resource` holds what the model knows; the rest is settled when a plan is at hand.

    `calendar` and `holidays` name calendars of the file or of the plan. `week` (seven days, None: as the calendar has it), `patterns`
    and `leave` are the person's own. `currencies` has one code per rate, "" for the plan's. `given` names what the file states.
    """

    resource: Resource
    place: str
    aliases: tuple[str, ...] = ()
    calendar: str = ""
    holidays: tuple[str, ...] = ()
    week: Week | None = None
    patterns: tuple[WorkWeek, ...] = ()
    leave: tuple[CalendarException, ...] = ()
    currencies: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.resource.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class People:
    """People in file order, the calendars the file defines (their `base` is a name yet), and what is to be told."""

    persons: tuple[Person, ...]
    calendars: tuple[Calendar, ...] = ()
    notices: tuple[Problem, ...] = field(default=())

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The people as resources, in file order, without their calendars."""
        return tuple(person.resource for person in self.persons)
