"""What must fit together in a plan that was read: unique ids, links between tasks that exist, an outline without jumps, calendars."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from milepost.engine.model import Assignment, Calendar, Link, Resource, Task
from milepost.exchange.mspdi.report import Report
from milepost.values import said

_AGAIN = said("Save the plan again from the program it came from, or correct the file.")


def unique(report: Report, what: str, ids: Iterable[tuple[str, int | None]]) -> None:
    """Reports every id that was given before, with the line of the first."""
    seen: dict[str, int | None] = {}
    for key, line in ids:
        if key in seen:
            message = said(
                "{what} UID {key} is already used on line {seen}; expected a number that no other {what2} has.",
                what=what,
                key=key,
                seen=seen[key],
                what2=what.lower(),
            )
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
            message = said(
                "{label}: its OutlineLevel is {level} below a row of level {many}; expected at most {what}.",
                label=label,
                level=level,
                many=len(stack),
                what=len(stack) + 1,
            )
            report.error("outline-jump", line, message, said("Indent the row by one level at a time."))
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
            message = said("{owner}: its predecessor is UID {predecessor}, which no task has.", owner=owner, predecessor=link.predecessor)
            report.error("link-to-nothing", line, message, said("Remove the link or correct the PredecessorUID."))
        elif link.predecessor == link.successor:
            report.error("self-link", line, said("{owner}: it is linked to itself.", owner=owner), said("Remove the link."))
        elif link in seen:
            report.warn(
                "duplicate-link",
                line,
                said("{owner}: its link from task {predecessor} is given twice; one was kept.", owner=owner, predecessor=link.predecessor),
            )
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
            message = said("{label}: its base calendar is UID {base}, which no calendar has.", label=label, base=base)
            report.error("calendar-base-missing", line, message, said("Add that calendar or choose another base."))
        elif base == calendar.id or (base is not None and base in seen and base in by_id):
            message = said("{label}: its base calendars lead back to itself.", label=label)
            report.error("calendar-base-cycle", line, message, said("Give one of them no base calendar."))


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
    message = said(
        "{label}: its calendar is UID {calendar}, which no calendar has; the plan's calendar was taken.", label=label, calendar=calendar
    )
    report.warn("calendar-missing", line, message, said("Add that calendar or choose another."))


def assignments(
    report: Report, rows: Iterable[tuple[Assignment, int | None]], tasks: Mapping[str, Task], resources: set[str], placeholders: set[str]
) -> tuple[Assignment, ...]:
    """Assignments of tasks and resources that exist; work of the unnamed placeholder resource is nobody's."""
    kept = []
    for assignment, line in rows:
        if assignment.task not in tasks:
            message = said("Assignment {id}: its task is UID {task}, which no task has.", id=assignment.id, task=assignment.task)
            report.error("assignment-without-task", line, message, said("Remove the assignment or correct the TaskUID."))
        elif assignment.resource in placeholders:
            kept.append(replace(assignment, resource=None))
        elif assignment.resource is not None and assignment.resource not in resources:
            wanted = "expected one that is there, or -65535 for nobody"
            message = said(
                "Assignment {id}: its resource is UID {resource}, which no resource has; {wanted}.",
                id=assignment.id,
                resource=assignment.resource,
                wanted=wanted,
            )
            report.error("assignment-without-resource", line, message, said("Remove the assignment or correct the ResourceUID."))
        else:
            kept.append(assignment)
    return tuple(kept)
