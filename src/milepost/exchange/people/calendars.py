"""Calendars of a people file in a plan: names become ids, and each person gets a calendar of their own where one is stated."""

from dataclasses import replace

from milepost.engine.model import Calendar, Plan, Resource
from milepost.exchange.grid.findings import Findings
from milepost.exchange.people.names import name_key
from milepost.exchange.people.person import People, Person
from milepost.values import said


class CalendarBook:
    """The plan's calendars, those of the file that are used, and the personal ones made for people."""

    def __init__(self, plan: Plan, people: People, findings: Findings) -> None:
        self.plan = plan
        self.findings = findings
        self._all: dict[str, Calendar] = {calendar.id: calendar for calendar in plan.calendars}
        self._of_plan = {name_key(calendar.name): calendar.id for calendar in reversed(plan.calendars) if not calendar.personal}
        self._of_file = {name_key(calendar.name): calendar for calendar in people.calendars}
        self._adopted: dict[str, str] = {}

    def calendars(self) -> tuple[Calendar, ...]:
        """Every calendar the plan has now."""
        return tuple(self._all.values())

    def personal(self, resource: Resource, person: Person) -> str | None:
        """Id of the person's calendar, None when the file says nothing about their time. The file wins over the plan's calendar;
        leave and holidays alone are added to it."""
        if not (person.calendar or person.holidays or person.week or person.patterns or person.leave):
            return None
        current = self._all.get(resource.calendar or "")
        keep = current if current is not None and not (person.calendar or person.week or person.patterns) else None
        base = self.named(person.calendar, person) if person.calendar else None
        days_off = [
            exception for name in person.holidays if (found := self.named(name, person)) for exception in self._all[found].exceptions
        ]
        exceptions = (*person.leave, *days_off)
        if base and not (exceptions or person.week or person.patterns):
            return base
        if keep is not None and keep.personal:
            made = replace(keep, exceptions=(*exceptions, *keep.exceptions))
        else:
            under = keep.id if keep else base or self.plan.calendar
            made = Calendar(
                self._free(f"personal-{resource.id}"), resource.name, person.week or (None,) * 7, under, exceptions, person.patterns, True
            )
        self._all[made.id] = made
        return made.id

    def named(self, name: str, person: Person) -> str | None:
        """Id of a calendar by name: the file's own first, then the plan's. Unknown names are reported."""
        key = name_key(name)
        if key in self._of_file:
            return self._adopt(key, person, ())
        if key in self._of_plan:
            return self._of_plan[key]
        known = [*(c.name for c in self._of_file.values()), *(c.name for c in self.plan.calendars if not c.personal)]
        self.findings.error(
            "calendar-unknown",
            person.place,
            said("There is no calendar '{name}'.", name=name),
            "Known ones: " + ", ".join(f"'{other}'" for other in dict.fromkeys(known)) + ".",
        )
        return None

    def _adopt(self, key: str, person: Person, path: tuple[str, ...]) -> str | None:
        """Brings a calendar of the file, and what it is based on, into the plan once."""
        if key in self._adopted:
            return self._adopted[key]
        calendar = self._of_file[key]
        if key in path:
            self.findings.error(
                "calendar-circle",
                person.place,
                said("The calendar '{name}' is based on itself.", name=calendar.name),
                said("Name another base."),
            )
            return None
        base: str | None = None
        if calendar.base:
            base_key = name_key(calendar.base)
            base = (
                self._adopt(base_key, person, (*path, key))
                if base_key in self._of_file and base_key != key
                else self._plan_base(calendar, person)
            )
        made = replace(calendar, id=self._free(f"people-{calendar.name}"), base=base)
        if base is None and any(day is None for day in made.week):
            made = replace(made, base=self.plan.calendar)
        self._all[made.id] = made
        self._adopted[key] = made.id
        return made.id

    def _plan_base(self, calendar: Calendar, person: Person) -> str | None:
        found = self._of_plan.get(name_key(calendar.base or ""))
        if found is None:
            self.findings.error(
                "calendar-unknown",
                person.place,
                said(
                    "The calendar '{name}' is based on '{base}', which neither the file nor the plan has.",
                    name=calendar.name,
                    base=calendar.base,
                ),
                said("Add that calendar, or name another base."),
            )
        return found

    def _free(self, identity: str) -> str:
        while identity in self._all:
            identity += "+"
        return identity
