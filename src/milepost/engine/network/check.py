"""Everything that keeps a plan from being scheduled, or changes the answer, found before any date is computed."""

from collections import Counter
from collections.abc import Container

from milepost.engine.model import Constraint, Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.engine.words import CONSTRAINTS
from milepost.engine.working_time import check_calendars
from milepost.values import DAY, Said, listed, said

LONGEST_SPAN = 200 * 366 * DAY
"""No task may last, and no lag may be, longer than two hundred years."""

EARLIEST_DATE, LATEST_DATE = -70 * 366 * DAY, 230 * 366 * DAY
"""Dates a plan may name: about 1900 to 2200."""


def place(task: Task) -> Said:
    """How problems name a task."""
    return said("task {row} '{name}'", row=task.row if task.row is not None else task.id, name=task.name)


def check_plan(plan: Plan) -> list[Problem]:
    """Problems of a plan in the order of its tasks, links and calendars. Errors mean that no schedule can be made."""
    problems = _ids(plan)
    if problems:
        return problems
    problems += check_calendars({calendar.id: calendar for calendar in plan.calendars})
    calendars = {calendar.id for calendar in plan.calendars}
    if plan.calendar not in calendars:
        problems.append(
            Problem(
                "calendar-missing",
                said("the plan"),
                said("its calendar '{calendar}' is not in the plan.", calendar=plan.calendar),
                said("Name one of the plan's calendars."),
            )
        )
    for task in plan.tasks:
        problems += check_task(task, calendars)
    return problems + _assignments(plan) + _links(plan)


def _ids(plan: Plan) -> list[Problem]:
    problems = []
    for what, ids in (
        (said("task"), [t.id for t in plan.tasks]),
        (said("calendar"), [c.id for c in plan.calendars]),
        (said("resource"), [r.id for r in plan.resources]),
        (said("assignment"), [a.id for a in plan.assignments]),
    ):
        if len(set(ids)) == len(ids):
            continue
        for name, count in Counter(ids).items():
            if count > 1:
                problems.append(
                    Problem(
                        "duplicate-id",
                        listed((what, name), " "),
                        said("its id stands {count} times.", count=count),
                        said("Give each its own id."),
                    )
                )
    known = {t.id for t in plan.tasks}
    for task in plan.tasks:
        if task.parent is not None and task.parent not in known:
            problems.append(
                Problem(
                    "parent-missing",
                    place(task),
                    said("its summary '{parent}' is not in the plan.", parent=task.parent),
                    said("Name a row of the plan."),
                )
            )
    if not problems:
        problems += _parent_cycles(plan)
    return problems


def _parent_cycles(plan: Plan) -> list[Problem]:
    if _parents_first(plan):
        return []
    clear: set[str] = set()
    for task in plan.tasks:
        path: list[str] = []
        row: str | None = task.id
        while row is not None and row not in clear and row not in path:
            path.append(row)
            row = plan.task[row].parent
        if row is not None and row in path:
            return [
                Problem(
                    "outline-cycle",
                    place(task),
                    said("it stands below itself in the outline."),
                    said("Move it out of its own children."),
                    tasks=tuple(path),
                )
            ]
        clear.update(path)
    return []


def _parents_first(plan: Plan) -> bool:
    """Whether each summary stands above its children, as in most plans: then none can stand below itself."""
    seen: set[str] = set()
    for task in plan.tasks:
        if task.parent is not None and task.parent not in seen:
            return False
        seen.add(task.id)
    return True


def check_task(task: Task, calendars: Container[str]) -> list[Problem]:
    """What is wrong with one task by itself; `calendars` are the ids the plan has."""
    found = []
    if task.duration < 0 or (task.remaining_duration or 0) < 0:
        found.append(Problem("negative-duration", place(task), said("its duration is negative."), said("Give a duration of zero or more.")))
    if max(task.duration, task.remaining_duration or 0) > LONGEST_SPAN:
        found.append(
            Problem(
                "duration-too-long", place(task), said("its duration is longer than 200 years."), said("Check the unit of the duration.")
            )
        )
    if task.calendar is not None and task.calendar not in calendars:
        found.append(
            Problem(
                "calendar-missing",
                place(task),
                said("its calendar '{calendar}' is not in the plan.", calendar=task.calendar),
                said("Name one of the plan's calendars."),
            )
        )
    if task.constraint not in (Constraint.ASAP, Constraint.ALAP) and task.constraint_date is None:
        found.append(
            Problem(
                "constraint-without-date",
                place(task),
                said("'{constraint}' has no date.", constraint=CONSTRAINTS[task.constraint]),
                said("Give the constraint a date or remove it."),
            )
        )
    if not (task.actual_start is task.actual_finish is task.constraint_date is task.deadline is task.remaining_since is None):
        found += _dates(task)
    return found


def _dates(task: Task) -> list[Problem]:
    found = []
    for what, date in (
        (said("start"), task.actual_start),
        (said("finish"), task.actual_finish),
        (said("constraint date"), task.constraint_date),
        (said("deadline"), task.deadline),
        (said("report"), task.remaining_since),
    ):
        if date is not None and not EARLIEST_DATE <= date <= LATEST_DATE:
            found.append(
                Problem(
                    "date-out-of-range",
                    place(task),
                    said("its {what} lies outside the years 1900 to 2200.", what=what),
                    said("Check the year."),
                )
            )
    if task.actual_finish is not None and task.actual_start is None:
        found.append(
            Problem(
                "finish-without-start",
                place(task),
                said("it has an actual finish and no actual start; it is taken to have started its duration before."),
                said("Give its actual start."),
                Severity.WARNING,
                (task.id,),
            )
        )
    if task.actual_finish is not None and task.actual_start is not None and task.actual_finish < task.actual_start:
        found.append(
            Problem(
                "finish-before-start",
                place(task),
                said("its actual finish lies before its actual start."),
                said("Correct one of the two dates."),
            )
        )
    return found


def _assignments(plan: Plan) -> list[Problem]:
    found = []
    for assignment in plan.assignments:
        if assignment.task not in plan.task:
            what = said("task '{task}'", task=assignment.task)
        elif assignment.resource is not None and assignment.resource not in plan.resource:
            what = said("resource '{resource}'", resource=assignment.resource)
        else:
            continue
        message = said("its {what} is not in the plan; it drives no date.", what=what)
        found.append(
            Problem(
                "assignment-to-nothing",
                said("assignment {id}", id=assignment.id),
                message,
                said("Remove it, or name one that is."),
                Severity.WARNING,
            )
        )
    return found


def _links(plan: Plan) -> list[Problem]:
    found = []
    parents = {task.id: task.parent for task in plan.tasks}
    leaves = parents.keys() - plan.summaries
    for link in plan.links:
        if link.external:
            continue
        between_leaves = link.predecessor in leaves and link.successor in leaves
        if between_leaves and link.predecessor != link.successor and -LONGEST_SPAN <= link.lag <= LONGEST_SPAN:
            continue
        missing = [end for end in (link.predecessor, link.successor) if end not in plan.task]
        if missing:
            found.append(
                Problem(
                    "link-to-nothing",
                    said("link {predecessor} → {successor}", predecessor=link.predecessor, successor=link.successor),
                    said("task '{missing}' is not in the plan.", missing=missing[0]),
                    said("Remove the link."),
                )
            )
            continue
        one, other = plan.task[link.predecessor], plan.task[link.successor]
        if one is other:
            found.append(Problem("link-to-itself", place(one), said("it is linked to itself."), said("Remove the link."), tasks=(one.id,)))
        elif _above(parents, one.id, other.id) or _above(parents, other.id, one.id):
            found.append(
                Problem(
                    "link-to-own-summary",
                    place(other),
                    said("it is linked with {one}, and one of the two is the other's summary.", one=place(one)),
                    said("Link the tasks inside the summary instead."),
                    tasks=(one.id, other.id),
                )
            )
        if abs(link.lag) > LONGEST_SPAN:
            found.append(
                Problem(
                    "lag-too-long", place(other), said("the lag of its link is longer than 200 years."), said("Check the unit of the lag.")
                )
            )
    return found


def _above(parents: dict[str, str | None], summary: str, task: str) -> bool:
    parent = parents[task]
    while parent is not None:
        if parent == summary:
            return True
        parent = parents[parent]
    return False


def cycle_problem(plan: Plan, tasks: list[str]) -> Problem:
    """A cycle named in its order, with the link to question first: the one into its first row of the plan."""
    rows = {task.id: i for i, task in enumerate(plan.tasks)}
    first = min(range(len(tasks)), key=lambda i: rows[tasks[i]])
    tasks = tasks[first:] + tasks[:first]
    names = listed((place(plan.task[t]) for t in [*tasks, tasks[0]]), " → ")
    return Problem(
        "cycle",
        place(plan.task[tasks[0]]),
        said("these tasks wait for one another in a circle: {names}.", names=names),
        said(
            "Remove one of its links, for example the one from {before} to {after}.",
            before=place(plan.task[tasks[-1]]),
            after=place(plan.task[tasks[0]]),
        ),
        Severity.ERROR,
        tuple(tasks),
    )
