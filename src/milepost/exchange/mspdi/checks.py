"""What must fit together in a plan that was read: unique ids, links between tasks that exist, an outline without jumps, calendars."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from milepost.engine.model import Assignment, Calendar, Link, Resource, Task
from milepost.exchange.mspdi.report import Report

_AGAIN = "Save the plan again from the program it came from, or correct the file."


def unique(report: Report, what: str, ids: Iterable[tuple[str, int | None]]) -> None:
    """Reports every id that was given before, with the line of the first."""
    seen: dict[str, int | None] = {}
    for key, line in ids:
        if key in seen:
            message = f"{what} UID {key} is already used on line {seen[key]}; expected a number that no other {what.lower()} has."
            report.error("duplicate-uid", line, message, _AGAIN)
        else:
            seen[key] = line


def outline(report: Report, rows: Iterable[tuple[Task, int | None]]) -> tuple[Task, ...]:
    """The tasks with their parents, taken from the levels; a row deeper by more than one than the row above it is an error.

    The project's own row (level 0) is nobody's parent: it stands for the whole and takes no part in scheduling.
    """
    tasks: list[Task] = []
    stack: list[str] = []
    for task, line in rows:
        level = task.level
        if level < 0 or level > len(stack) + 1:
            label = f"Task {task.id} '{task.name[:80]}'"
            message = f"{label}: its OutlineLevel is {level} below a row of level {len(stack)}; expected at most {len(stack) + 1}."
            report.error("outline-jump", line, message, "Indent the row by one level at a time.")
            level = len(stack) + 1 if level > 0 else 1
        if level == 0:
            tasks.append(task)
            continue
        del stack[level - 1 :]
        tasks.append(replace(task, parent=stack[-1]) if stack else task)
        stack.append(task.id)
    return tuple(tasks)


def links(report: Report, found: Iterable[tuple[Link, int | None]], tasks: Mapping[str, Task]) -> tuple[Link, ...]:
    """The links between tasks that exist; others are errors, doubles are told and left out."""
    kept: list[Link] = []
    seen: set[Link] = set()
    for link, line in found:
        if link.external:
            kept.append(link)
            continue
        name = tasks[link.successor].name[:80] if link.successor in tasks else ""
        owner = f"Task {link.successor} '{name}'"
        if link.predecessor not in tasks:
            message = f"{owner}: its predecessor is UID {link.predecessor}, which no task has."
            report.error("link-to-nothing", line, message, "Remove the link or correct the PredecessorUID.")
        elif link.predecessor == link.successor:
            report.error("self-link", line, f"{owner}: it is linked to itself.", "Remove the link.")
        elif link in seen:
            report.warn("duplicate-link", line, f"{owner}: its link from task {link.predecessor} is given twice; one was kept.")
        else:
            seen.add(link)
            kept.append(link)
    return tuple(kept)


def calendars(report: Report, found: list[tuple[Calendar, int | None]]) -> None:
    """Base calendars that are missing or lead back to themselves."""
    by_id = {calendar.id: calendar for calendar, _ in found}
    for calendar, line in found:
        label = f"Calendar {calendar.id} '{calendar.name[:80]}'"
        seen = {calendar.id}
        base = calendar.base
        while base is not None and base in by_id and base not in seen:
            seen.add(base)
            base = by_id[base].base
        if base is not None and base not in by_id and calendar.base == base:
            message = f"{label}: its base calendar is UID {base}, which no calendar has."
            report.error("calendar-base-missing", line, message, "Add that calendar or choose another base.")
        elif base == calendar.id or (base is not None and base in seen and base in by_id):
            message = f"{label}: its base calendars lead back to itself."
            report.error("calendar-base-cycle", line, message, "Give one of them no base calendar.")


def task_calendars(report: Report, rows: Iterable[tuple[Task, int | None]], known: set[str]) -> list[tuple[Task, int | None]]:
    """Tasks whose calendar is missing follow the plan's, and that is told."""
    kept = []
    for task, line in rows:
        if task.calendar is not None and task.calendar not in known:
            _calendar_missing(report, f"Task {task.id} '{task.name[:80]}'", task.calendar, line)
            task = replace(task, calendar=None)
        kept.append((task, line))
    return kept


def resource_calendars(report: Report, rows: Iterable[tuple[Resource, int | None]], known: set[str]) -> tuple[Resource, ...]:
    """Resources whose calendar is missing follow the plan's, and that is told."""
    kept = []
    for resource, line in rows:
        if resource.calendar is not None and resource.calendar not in known:
            _calendar_missing(report, f"Resource {resource.id} '{resource.name[:80]}'", resource.calendar, line)
            resource = replace(resource, calendar=None)
        kept.append(resource)
    return tuple(kept)


def _calendar_missing(report: Report, label: str, calendar: str, line: int | None) -> None:
    message = f"{label}: its calendar is UID {calendar}, which no calendar has; the plan's calendar was taken."
    report.warn("calendar-missing", line, message, "Add that calendar or choose another.")


def assignments(
    report: Report, rows: Iterable[tuple[Assignment, int | None]], tasks: Mapping[str, Task], resources: set[str], placeholders: set[str]
) -> tuple[Assignment, ...]:
    """Assignments of tasks and resources that exist; work of the unnamed placeholder resource is nobody's."""
    kept = []
    for assignment, line in rows:
        if assignment.task not in tasks:
            message = f"Assignment {assignment.id}: its task is UID {assignment.task}, which no task has."
            report.error("assignment-without-task", line, message, "Remove the assignment or correct the TaskUID.")
        elif assignment.resource in placeholders:
            kept.append(replace(assignment, resource=None))
        elif assignment.resource is not None and assignment.resource not in resources:
            wanted = "expected one that is there, or -65535 for nobody"
            message = f"Assignment {assignment.id}: its resource is UID {assignment.resource}, which no resource has; {wanted}."
            report.error("assignment-without-resource", line, message, "Remove the assignment or correct the ResourceUID.")
        else:
            kept.append(assignment)
    return tuple(kept)
