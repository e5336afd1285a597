"""Reads a case: a plan and what is expected of it, written as text (the format is told in README.md beside it)."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from milepost.engine.model import (
    Assignment,
    Calendar,
    Constraint,
    LagKind,
    Link,
    LinkKind,
    Plan,
    PlanOptions,
    Resource,
    Segment,
    Task,
    weekdays,
)
from milepost.values import DAY, HOUR, MINUTE, to_share
from tests.engine.cases.case_calendar import add_calendar, add_exception, add_work_week, moment

UNITS = {"s": 1, "m": MINUTE, "h": HOUR, "d": 8 * HOUR, "w": 40 * HOUR, "es": 1, "em": MINUTE, "eh": HOUR, "ed": DAY, "ew": 7 * DAY}
OPTIONS = {"constraints give way": ("honour_constraints", False), "unfinished work moves": ("move_unfinished", True),
           "several critical paths": ("multiple_critical_paths", True)}  # fmt: skip
FLAGS = {"inactive": ("active", False), "manual": ("manual", True), "milestone": ("milestone", True), "external": ("external", True),
         "ignores people": ("ignore_resource_calendars", True)}  # fmt: skip
MOMENTS = {"deadline": "deadline", "started": "actual_start", "finished": "actual_finish", "stopped": "stop", "resumes": "resume",
           "manual start": "manual_start", "manual finish": "manual_finish"}  # fmt: skip
SPANS = {"actual": "actual_duration", "remaining": "remaining_duration", "manual duration": "manual_duration", "levelled": "leveling_delay"}


def span(text: str) -> int:
    """Seconds of "2d" (of eight hours), "-4h", or of clock time "3ed"."""
    number, unit = re.fullmatch(r"([-+]?[\d.]+)(e?[smhdw])", text).groups()  # type: ignore[union-attr]
    return round(float(number) * UNITS[unit])


class Case:
    """What a file says: its title, the reasons for what it expects, the plan, and the expectations (subject, words)."""

    def __init__(self, text: str) -> None:
        self.title, self.why, self.expected = "", [], []  # type: ignore[var-annotated]
        self.fields: dict[str, Any] = {"name": "case", "start": moment("Mon 01-05 08:00")}
        self.options: dict[str, Any] = {}
        self.calendars = {"standard": Calendar("standard", "standard", weekdays())}
        self.resources: list[Resource] = []
        self.tasks: list[Task] = []
        self.links: list[Link] = []
        self.assignments: list[Assignment] = []
        for number, line in enumerate(text.splitlines(), 1):
            keyword, _, rest = line.strip().partition(" ")
            try:
                if keyword:
                    getattr(self, "_hash" if keyword == "#" else f"_{keyword}")(rest)
            except (ValueError, KeyError, AttributeError) as problem:
                raise ValueError(f"line {number}, {line!r}, is not understood: {problem}") from problem

    @property
    def plan(self) -> Plan:
        lists = {name: tuple(getattr(self, name)) for name in ("resources", "tasks", "links", "assignments")}
        return Plan(**self.fields, **lists, calendars=tuple(self.calendars.values()), options=PlanOptions(**self.options))

    def _hash(self, rest: str) -> None:
        self.why.append(rest)

    def _case(self, rest: str) -> None:
        self.title = rest

    def _expect(self, rest: str) -> None:
        subject, _, words = rest.partition(": ")
        self.expected.append((subject, words))

    def _plan(self, rest: str) -> None:
        name, _, value = rest.partition(" ")
        if rest in OPTIONS:
            self.options |= dict([OPTIONS[rest]])
        elif name in ("critical", "near-critical"):
            self.options[f"{name.replace('-', '_')}_float"] = span(value)
        elif name == "calendar":
            self.fields["calendar"] = value
        else:
            self.fields |= {"from_finish": name == "finish"} | {{"status": "status_date"}.get(name, name): moment(value)}

    def _calendar(self, rest: str) -> None:
        add_calendar(self.calendars, rest)

    def _except(self, rest: str) -> None:
        add_exception(self.calendars, rest)

    def _week(self, rest: str) -> None:
        add_work_week(self.calendars, rest)

    def _task(self, rest: str) -> None:
        head, *words = (word.strip() for word in rest.split(","))
        name, _, length = head.partition(" ")
        values: dict[str, Any] = {"duration": span(length), "elapsed": "e" in length} if length else {}
        for word in words:
            values |= self._about(word)
        values["segments"] = tuple(self._piece(word) for word in words if word.startswith("piece "))
        self.tasks.append(Task(name, name, level=2 if "parent" in values else 1, **values))

    def _piece(self, word: str) -> Segment:
        start, _, finish = word.removeprefix("piece ").partition(" to ")
        return Segment(moment(start), moment(finish))

    def _about(self, word: str) -> dict[str, Any]:
        for names, read in ((MOMENTS, moment), (SPANS, span), ({"in": "parent", "calendar": "calendar"}, str)):
            for name, column in names.items():
                if word.startswith(f"{name} "):
                    return {column: read(word[len(name) + 1 :])}
        for kind in Constraint:
            if word.startswith(kind.value):
                date = word[len(kind.value) :].strip()
                return {"constraint": kind, "constraint_date": moment(date) if date else None}
        if found := re.fullmatch(r"(\d+)% done", word):
            return {"percent_complete": int(found[1])}
        return {} if word.startswith("piece ") else dict([FLAGS[word]])

    def _link(self, rest: str) -> None:
        one, kind, other, *lag = rest.split()
        link = Link(one, other, LinkKind(kind))
        if lag and lag[0].endswith("%"):
            clock = lag[0].endswith("e%")
            share = round(float(lag[0].rstrip("e%")) * 100)
            link = replace(link, lag=share, lag_kind=LagKind.ELAPSED_PERCENT if clock else LagKind.PERCENT)
        elif lag:
            link = replace(link, lag=span(lag[0]), lag_kind=LagKind.ELAPSED if "e" in lag[0] else LagKind.WORKING)
        self.links.append(link)

    def _person(self, rest: str) -> None:
        name, _, calendar = rest.partition(" calendar ")
        self.resources.append(Resource(name, name, calendar=calendar or None))

    def _assign(self, rest: str) -> None:
        """assign Ann to A 5d at 0.5 after 2d (work, then units of full time, then what the person waits for)."""
        person, task, work, units, delay = re.fullmatch(  # type: ignore[union-attr]
            r"(\S+) to (\S+) (\S+) at (\S+)(?: after (\S+))?", rest
        ).groups()
        held = Assignment(f"{person}-{task}", task, person, units=to_share(units), work=span(work), delay=span(delay or "0d"))
        self.assignments.append(held)


def read_case(path: Path) -> Case:
    """The case of a file. Raises ValueError with the line that is not understood."""
    return Case(path.read_text("utf-8"))
