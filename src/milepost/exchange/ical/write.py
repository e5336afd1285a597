"""Writes a schedule as an iCalendar file (RFC 5545) that calendar programs subscribe to or import."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

from milepost.engine.model import Plan, Task
from milepost.engine.schedule import Schedule, TaskDates
from milepost.exchange.ical.text import escaped, folded
from milepost.values import share_text, to_datetime

Audience = Literal["internal", "client"]
_NAMESPACE = uuid.UUID("7c1d8f5e-2b0a-4e0e-9d57-3a54c0a6b1f2")


def write_ics(
    plan: Plan, schedule: Schedule, target: BinaryIO, *, audience: Audience = "internal", zone: str | None = None, stamp: int | None = None
) -> None:
    """Writes one event per scheduled task and milestone, and one per deadline, to a binary stream.

    A task within one day is an event with times; one over several days, a milestone and a deadline are all-day events. All are
    transparent: they do not block the calendar. Without `zone` times are floating (the same wall clock everywhere), as plan time
    is; with an IANA `zone` they are given as instants in UTC. `stamp` (a moment, plan time read as UTC) is the DTSTAMP; without it
    the plan's status date, else its start: the same plan gives the same bytes. For "client" float and people's names are left out.
    Events keep their UID while the plan's name and the task's GUID, unique id or id stay. Raises ValueError for an unknown zone.
    """
    writer = _Writer(plan, schedule, audience=audience, zone=zone, stamp=stamp)
    for line in writer.lines():
        target.write(folded(line))


class _Writer:
    def __init__(self, plan: Plan, schedule: Schedule, *, audience: Audience, zone: str | None, stamp: int | None) -> None:
        self.plan = plan
        self.schedule = schedule
        self.client = audience == "client"
        self.zone = _zone(zone)
        self.zone_name = zone
        moment = stamp if stamp is not None else plan.status_date if plan.status_date is not None else plan.start
        self.stamp = f"{to_datetime(moment):%Y%m%dT%H%M%SZ}"
        self.people: dict[str, list[str]] = {}
        for assignment in plan.assignments:
            if assignment.resource is not None and assignment.resource in plan.resource:
                units = "" if assignment.units == 1_000_000 else f" ({share_text(assignment.units)})"
                self.people.setdefault(assignment.task, []).append(plan.resource[assignment.resource].name + units)

    def lines(self) -> Iterator[str]:
        """Content lines, not folded yet."""
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Milepost//Milepost//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
        yield f"X-WR-CALNAME:{escaped(self.plan.title or self.plan.name)}"
        if self.zone_name:
            yield f"X-WR-TIMEZONE:{escaped(self.zone_name)}"
        for task in self.plan.tasks:
            if task.id in self.plan.summaries or task.id not in self.schedule:
                continue
            yield from self._task(task, self.schedule[task.id])
        for task in self.plan.tasks:
            if task.deadline is not None and task.active:
                yield from self._deadline(task)
        yield "END:VCALENDAR"

    def _task(self, task: Task, dates: TaskDates) -> Iterator[str]:
        start, finish = to_datetime(dates.start), to_datetime(dates.finish)
        milestone = task.milestone or dates.start == dates.finish
        kind = "milestone" if milestone else "task"
        if milestone:
            when = self._days(finish.date(), finish.date())
        elif start.date() == finish.date():
            when = [f"DTSTART{self._time(start)}", f"DTEND{self._time(finish)}"]
        else:
            # A task that ends at midnight worked its last hour on the day before.
            when = self._days(start.date(), (finish - timedelta(seconds=1)).date())
        title = f"Milestone: {task.name}" if milestone else task.name
        categories = [kind.capitalize(), *(["Critical"] if dates.critical and not self.client else [])]
        yield from self._event(task, kind, title, when, self._about(task, dates), categories)

    def _deadline(self, task: Task) -> Iterator[str]:
        assert task.deadline is not None
        day = to_datetime(task.deadline).date()
        late = task.id in self.schedule and self.schedule[task.id].finish > task.deadline
        about = (
            [f"Planned finish {to_datetime(self.schedule[task.id].finish):%Y-%m-%d %H:%M}" + (", after the deadline" if late else "")]
            if task.id in self.schedule
            else []
        )
        yield from self._event(task, "deadline", f"Deadline: {task.name}", self._days(day, day), about, ["Deadline"])

    def _event(self, task: Task, kind: str, title: str, when: list[str], about: list[str], categories: list[str]) -> Iterator[str]:
        key = task.guid or (f"uid {task.uid}" if task.uid is not None else f"id {task.id}")
        identity = uuid.uuid5(_NAMESPACE, f"{self.plan.name}\n{key}\n{kind}")
        yield from ("BEGIN:VEVENT", f"UID:{identity}@milepost", f"DTSTAMP:{self.stamp}", *when, f"SUMMARY:{escaped(title)}")
        if about:
            yield f"DESCRIPTION:{escaped(chr(10).join(about))}"
        yield f"CATEGORIES:{','.join(escaped(word) for word in categories)}"
        yield from ("CLASS:PUBLIC", "TRANSP:TRANSPARENT", "END:VEVENT")

    def _about(self, task: Task, dates: TaskDates) -> list[str]:
        """Lines for the event's description: where it belongs, exact times, progress; for internal use also people and float."""
        about = [f"Part of {' > '.join(self._above(task))}"] if task.parent else []
        if dates.start != dates.finish:
            about.append(f"{to_datetime(dates.start):%Y-%m-%d %H:%M} to {to_datetime(dates.finish):%Y-%m-%d %H:%M}")
        if task.percent_complete:
            about.append(f"{task.percent_complete} % complete")
        if not self.client:
            if task.id in self.people:
                about.append("Who: " + ", ".join(self.people[task.id]))
            about.append("Critical" if dates.critical else f"Total float {dates.total_float / self.plan.settings.day:.3g} d")
            if task.notes:
                about.append(task.notes)
        return about

    def _above(self, task: Task) -> list[str]:
        names: list[str] = []
        seen = {task.id}
        parent = task.parent
        while parent is not None and parent in self.plan.task and parent not in seen:
            seen.add(parent)
            if self.plan.task[parent].level > 0:
                names.insert(0, self.plan.task[parent].name)
            parent = self.plan.task[parent].parent
        return names

    def _days(self, first: date, last: date) -> list[str]:
        """An all-day event; the end is the day after the last one (RFC 5545, 3.6.1)."""
        return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]

    def _time(self, when: datetime) -> str:
        if self.zone is None:
            return f":{when:%Y%m%dT%H%M%S}"
        return f":{when.replace(tzinfo=self.zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"'{name}' is no time zone; expected a name such as Europe/London") from None
