"""What could not be kept on the way from a foreign format: counts compared, and each kind of loss in a person's words."""

from collections.abc import Iterator
from typing import Any

from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.values import said

LOSSES = {
    "second-constraint": (
        "Of two constraints on a task, as P6 allows, only the first was kept.",
        "Add the second as a deadline or as a milestone with a link, where it matters.",
    ),
    "expected-finish": (
        "An expected finish, from which P6 derives the duration, was not kept; the duration as stored was.",
        "Check these durations.",
    ),
    "external-early-start": (
        "An early start imposed by a project outside the file was not kept.",
        "Add 'start no earlier than' to these tasks, where it still holds.",
    ),
    "external-late-finish": (
        "A late finish imposed by a project outside the file was not kept.",
        "Add a deadline, where it still holds.",
    ),
    "steps": ("The steps of a task with their weights were not kept; its percentages as stored were.", ""),
    "expenses": ("A task's expenses were not kept one by one; their sum was, as its fixed cost.", ""),
    "level-of-effort": (
        "A level-of-effort or summary activity, which P6 stretches between other tasks, keeps its stored duration.",
        "Check that these tasks do not drive others.",
    ),
    "on-date": (
        "P6's 'start on' or 'finish on', which gives way to links, was read as 'must start on' or 'must finish on', which does not.",
        "Change these constraints, if links should win.",
    ),
    "external-task": ("A stand-in for a task of another project was not kept as a task.", ""),
    "role": (
        "The role of work that has no person yet was not kept.",
        "Add the role as a generic resource, if it should have a load.",
    ),
    "lag-calendar-TWENTY_FOUR_HOUR": (
        "A lag that P6 counts around the clock was read as working time.",
        "Mark these lags as elapsed time.",
    ),
    "lag-calendar-PREDECESSOR": (
        "A lag that P6 counts on the predecessor's calendar is counted here as on every other link.",
        "Check these dates where the two tasks have different calendars.",
    ),
    "lag-calendar-PROJECT_DEFAULT": (
        "A lag that P6 counts on the project's calendar is counted here as on every other link.",
        "Check these dates where the tasks have a calendar of their own.",
    ),
}


def losses_told(losses: dict[str, dict[str, Any]], *, place: str) -> Iterator[Problem]:
    """A notice for each kind of loss, with how many and the first few by name."""
    for kind, found in losses.items():
        message, remedy = LOSSES[kind]
        count = int(found["count"])
        code = f"not-kept-{kind.lower().replace('_', '-')}"
        yield Problem(
            code,
            place,
            said("{message} {many} found: {listed}.", message=message, many=count, listed=listed(found["first"], count)),
            remedy,
            Severity.WARNING,
        )


def differences_told(counts: dict[str, int], plan: Plan, *, place: str) -> Iterator[Problem]:
    """A notice for each thing of which the file holds more than the plan read from it."""
    ours = held_by(plan)
    for thing, theirs in counts.items():
        if ours[thing] < theirs:
            message = said(
                "{what} of {theirs} {thing} could not be kept on the way from this format.",
                what=theirs - ours[thing],
                theirs=theirs,
                thing=thing,
            )
            yield Problem(f"fewer-{thing}", place, message, COMPARE, Severity.WARNING)


def held_by(plan: Plan) -> dict[str, int]:
    """The plan's own counts, by the words the reader's process uses."""
    rows = [task for task in plan.tasks if task.level > 0]
    return {
        "tasks": len(rows),
        "links": sum(1 for link in plan.links if not link.external),
        "resources": len(plan.resources),
        "assignments": sum(1 for one in plan.assignments if one.resource is not None),
        "calendars": sum(1 for one in plan.calendars if not one.personal),
        "baselines": sum(1 for task in rows for baseline in task.baselines if baseline.start is not None),
        "deadlines": sum(1 for task in rows if task.deadline is not None),
        "notes": sum(1 for task in rows if task.notes),
    }


def listed(names: list[str], count: int) -> str:
    """The first few names and how many more there are."""
    more = count - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


COMPARE = said("Compare with the program the file comes from, or save it there as MS Project XML.")
