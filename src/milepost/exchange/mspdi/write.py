"""Writes a plan as MSPDI (MS Project XML): in the schema's order, piece by piece, the same bytes for the same plan."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import BinaryIO

from milepost.engine.model import Link, Plan
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.exchange.mspdi.carry import Carry, Row
from milepost.exchange.mspdi.complete import complete
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.numbering import number
from milepost.exchange.mspdi.order import NAMESPACE, PROJECT
from milepost.exchange.mspdi.phases import with_phases
from milepost.exchange.mspdi.timing import Timing
from milepost.exchange.mspdi.write_assignment import write_assignment
from milepost.exchange.mspdi.write_calendar import write_calendar
from milepost.exchange.mspdi.write_fields import write_fields
from milepost.exchange.mspdi.write_project import put_header
from milepost.exchange.mspdi.write_resource import write_resource
from milepost.exchange.mspdi.write_task import write_task
from milepost.exchange.mspdi.write_values import Writing
from milepost.values import said

_CHUNK = 512


def write(
    plan: Plan,
    *,
    schedule: Schedule | None = None,
    carry: object | None = None,
    target: BinaryIO,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Problem, ...]:
    """Writes the plan to `target` and returns what MSPDI could not hold, as warnings.

    With a `schedule` its dates, float and summary durations are written, else those the plan's source stored. `carry` is what
    `read` gave beside the plan; without it, or with another reader's, the plan is completed with what MS Project expects
    (numbers, rows, calendars of people, unassigned work). `progress(done, of)` is told now and then, in records.
    """
    losses = Losses()
    own = carry if isinstance(carry, Carry) else None
    numbered = number(plan, foreign=own is None)
    plan = numbered.plan if own is not None else complete(numbered.plan)
    timing = Timing(plan, schedule, numbered.before)
    plan = with_phases(plan, timing, losses, contours=own is None)
    kept = own or Carry()
    fields = write_fields(plan, kept, losses)
    writing = Writing(plan, kept, losses, fields.ids, fields.codes, fields.code_fields)
    out = _Out(target, len(plan.tasks) + len(plan.assignments), progress)
    out.add(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="{NAMESPACE}">\n')
    header = put_header(writing, timing, fields)
    containers = (
        ("Calendars", (write_calendar(calendar, kept, losses) for calendar in plan.calendars)),
        ("Tasks", _tasks(writing, timing)),
        ("Resources", _resources(writing)),
        ("Assignments", _assignments(writing, timing)),
    )
    # The header has unknown elements of later versions too, some of them after the containers.
    behind = [(rank, xml) for rank, xml in header if rank >= PROJECT["Calendars"]]
    out.add("".join(f"{xml}\n" for rank, xml in header if rank < PROJECT["Calendars"]))
    for name, rows in containers:
        out.add(f"<{name}>\n")
        for row in rows:
            out.add(f"{row}\n")
        out.add(f"{kept.loose.get(name, '')}</{name}>\n" + "".join(f"{xml}\n" for rank, xml in behind if rank == PROJECT[name]))
    out.add("</Project>\n")
    out.flush()
    return losses.problems()


class _Out:
    """Collects pieces and writes them in blocks."""

    def __init__(self, target: BinaryIO, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._target = target
        self._pieces: list[str] = []
        self._total = total
        self._done = 0
        self._progress = progress

    def add(self, piece: str) -> None:
        """One piece of the document."""
        self._pieces.append(piece)
        if len(self._pieces) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what was collected."""
        self._done += len(self._pieces)
        self._target.write("".join(self._pieces).encode("utf-8"))
        self._pieces.clear()
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


def _rows_after(rows: tuple[Row, ...], present: set[str]) -> dict[str | None, list[str]]:
    """Rows that are no records by the id they follow; where that record is gone they come first."""
    placed: dict[str | None, list[str]] = defaultdict(list)
    for row in rows:
        placed[row.after if row.after in present else None].append(row.xml)
    return placed


def _tasks(writing: Writing, timing: Timing) -> Iterator[str]:
    plan = writing.plan
    links: dict[str, list[Link]] = defaultdict(list)
    for link in plan.links:
        links[link.successor].append(link)
    blank = _rows_after(writing.carry.task_rows, {task.id for task in plan.tasks})
    yield from blank[None]
    for task in plan.tasks:
        yield write_task(writing, task, links.get(task.id, []), timing.of(task))
        yield from blank[task.id]


def _resources(writing: Writing) -> Iterator[str]:
    blank = _rows_after(writing.carry.resource_rows, {resource.id for resource in writing.plan.resources})
    yield from blank[None]
    for resource in writing.plan.resources:
        yield write_resource(writing, resource)
        yield from blank[resource.id]


def _assignments(writing: Writing, timing: Timing) -> Iterator[str]:
    by_id = writing.plan.task
    left_out = 0
    for assignment in writing.plan.assignments:
        placed, dropped = timing.of_assignment(assignment, timing.of(by_id[assignment.task]))
        left_out += dropped > 0
        yield write_assignment(writing, placed, moved=placed is not assignment)
    if left_out:
        what = f"the time-phased remaining work of {left_out} assignments"
        message = said("{what} was left out, because their tasks have moved; MS Project spreads it again.", what=what)
        writing.losses.tell("phases-left-out", "plan", message)
