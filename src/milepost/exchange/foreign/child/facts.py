"""What MPXJ says of a project: who made it, how much of everything it holds, and what the way through MSPDI cannot carry."""

from collections.abc import Callable
from typing import Any

EXAMPLES = 3
BASELINES = 11


def text_of(value: Any) -> str:
    """A Java value as text, nothing as none."""
    return "" if value is None else str(value)


def identity_of(project: Any) -> dict[str, Any]:
    """Name, code, format and producer; `exported` is P6's mark of a project that was exported whole."""
    properties = project.getProjectProperties()
    return {
        "name": text_of(properties.getName()) or text_of(properties.getProjectTitle()),
        "code": text_of(properties.getProjectID()),
        "format": text_of(properties.getFileType()),
        "producer": text_of(properties.getFullApplicationName()) or text_of(properties.getFileApplication()),
        "exported": bool(properties.getExportFlag()),
        "status_date": text_of(properties.getStatusDate()),
        "ignored": [text_of(error)[:300] for error in project.getIgnoredErrors()][:20],
    }


def real_tasks(project: Any) -> list[Any]:
    """Rows that are tasks of this project: not blank, not the project's own row, not a shadow of another project's task."""
    return [task for task in project.getTasks() if not task.getNull() and not task.getExternalTask() and text_of(task.getUniqueID()) != "0"]


def counts_of(project: Any) -> dict[str, int]:
    """How many there are of each thing that a plan of ours can hold as well."""
    tasks = real_tasks(project)
    populated = populated_of(project)
    numbers = [number for number in range(BASELINES) if f"BASELINE{number or ''}_START" in populated]
    return {
        "tasks": len(tasks),
        "links": sum(1 for task in tasks for link in task.getPredecessors() if not link.getPredecessorTask().getExternalTask()),
        "resources": sum(1 for one in project.getResources() if not one.getNull() and text_of(one.getName())),
        "assignments": sum(1 for one in project.getResourceAssignments() if one.getResource() is not None and one.getTask() is not None),
        "calendars": sum(1 for one in project.getCalendars() if one.getParent() is None),
        "baselines": sum(1 for task in tasks for number in numbers if has_baseline(task, number)),
        "deadlines": sum(1 for task in tasks if task.getDeadline() is not None),
        "notes": sum(1 for task in tasks if text_of(task.getNotes())),
    }


def populated_of(project: Any) -> set[str]:
    """Names of the fields that hold anything anywhere: asking every task for every field would take longer than reading."""
    return {text_of(field.name()) for field in project.getPopulatedFields() if hasattr(field, "name")}


def has_baseline(task: Any, number: int) -> bool:
    """Whether a task has agreed dates under this number."""
    return (task.getBaselineStart(number) if number else task.getBaselineStart()) is not None


def losses_of(java: Any, project: Any) -> dict[str, dict[str, Any]]:
    """What has no place in MSPDI, by kind: how many, and the first few by name. Kinds are explained in `foreign.losses`."""
    populated = populated_of(project)
    tasks = [task for task in real_tasks(project) if not task.hasChildTasks()]
    found: dict[str, dict[str, Any]] = {}

    def note(kind: str, hits: list[Any], label: Callable[[Any], str] = task_label) -> None:
        if hits:
            found[kind] = {"count": len(hits), "first": [label(hit) for hit in hits[:EXAMPLES]]}

    field = java.JClass("org.mpxj.TaskField")
    for kind, name in TASK_FIELDS.items():
        if name in populated:
            column = getattr(field, name)
            note(kind, [task for task in tasks if filled(task.getCachedValue(column))])
    if "ACTIVITY_TYPE" in populated:
        note("level-of-effort", [task for task in tasks if text_of(task.getActivityType()) in STRETCHED])
    note("on-date", [task for task in tasks if text_of(task.getConstraintType()) in ("START_ON", "FINISH_ON")])
    note("external-task", [task for task in project.getTasks() if task.getExternalTask()])
    roles = [one for one in project.getResourceAssignments() if one.getRole() is not None and one.getResource() is None]
    note("role", roles, assignment_label)
    if "RELATIONSHIP_LAG_CALENDAR" in populated:
        kind = text_of(project.getProjectProperties().getRelationshipLagCalendar())
        lags = [link for link in project.getRelations() if link.getLag() is not None and link.getLag().getDuration()]
        note(f"lag-calendar-{kind}", [link for link in lags if lag_differs(link, kind, project)], link_label)
    return found


def lag_differs(link: Any, kind: str, project: Any) -> bool:
    """Whether P6 counts a lag on another calendar than the successor's, which is the one we count it on."""
    successor = link.getSuccessorTask().getEffectiveCalendar()
    if kind == "PREDECESSOR":
        return bool(link.getPredecessorTask().getEffectiveCalendar() != successor)
    if kind == "PROJECT_DEFAULT":
        return bool(project.getDefaultCalendar() != successor)
    return kind == "TWENTY_FOUR_HOUR"


def filled(value: Any) -> bool:
    """Whether a field holds anything: not nothing, not an empty list."""
    return value is not None and not (hasattr(value, "isEmpty") and value.isEmpty())


def splits_of(project: Any) -> dict[str, list[list[str]]]:
    """The worked pieces of each split task as local ISO times, by the task's row number."""
    found = {}
    for task in real_tasks(project):
        pieces = None if task.getResourceAssignments().isEmpty() or task.hasChildTasks() else task.getWorkSplits()
        if pieces is not None and len(pieces) > 1:
            calendar = task.getEffectiveCalendar()  # MPXJ begins a piece at the end of the last working day before it
            starts = [calendar.getNextWorkStart(piece.getStart()) for piece in pieces]
            found[text_of(task.getID())] = [[text_of(start), text_of(piece.getEnd())] for start, piece in zip(starts, pieces, strict=True)]
    return found


def task_label(task: Any) -> str:
    """A task as a person knows it."""
    code = text_of(task.getActivityID()) or text_of(task.getID())
    return f"{code} '{text_of(task.getName())[:60]}'"


def assignment_label(one: Any) -> str:
    """An assignment as a person knows it."""
    return task_label(one.getTask()) if one.getTask() is not None else "an assignment without task"


def link_label(link: Any) -> str:
    """A link as a person knows it."""
    return f"{task_label(link.getPredecessorTask())} to {task_label(link.getSuccessorTask())}"


STRETCHED = ("LEVEL_OF_EFFORT", "HAMMOCK", "WBS_SUMMARY")
TASK_FIELDS = {
    "second-constraint": "SECONDARY_CONSTRAINT_TYPE",
    "expected-finish": "EXPECTED_FINISH",
    "external-early-start": "EXTERNAL_EARLY_START",
    "external-late-finish": "EXTERNAL_LATE_FINISH",
    "steps": "STEPS",
    "expenses": "EXPENSE_ITEMS",
}
