"""The rows of a plan as the report lists them: in outline order; of a very large plan the upper levels and what matters below."""

from milepost.cli.plan.known.project import Project
from milepost.engine.model import Plan, Task

MOST_ROWS = 4000
"""What a page or a printed document can still be used with; the workbook and the JSON have every row."""


def listed_tasks(project: Project, *, whole: bool) -> tuple[tuple[Task, ...], str]:
    """The tasks to list, and a sentence on what is left out ("" for nothing)."""
    rows = [task for task in project.plan.tasks if task.level > 0 and task.id in project.schedule]
    if whole or len(rows) <= MOST_ROWS:
        return tuple(rows), ""
    level = max((n for n in range(1, 13) if sum(1 for task in rows if task.level <= n) <= MOST_ROWS), default=0)
    kept = [task for task in rows if task.level <= level] if level else rows[:MOST_ROWS]
    what = f"down to level {level} of the outline" if level else "from the top"
    told = f"This plan has {len(rows):,} rows; the {len(kept):,} {what} are listed here. The workbook (--xlsx) and --json have every row."
    return tuple(kept), told


def depth(task: Task) -> int:
    """Indent of a row, 0 for the outermost."""
    return max(task.level - 1, 0)


def people_on(plan: Plan) -> dict[str, str]:
    """Who works on each task, by task id: "Ann Smith, Bob Jones 50 %"."""
    found: dict[str, list[str]] = {}
    for assignment in plan.assignments:
        resource = plan.resource.get(assignment.resource or "")
        if resource is not None and resource.kind.value == "work":
            share = "" if assignment.units == 1_000_000 else f" {assignment.units / 10_000:.4g} %"
            found.setdefault(assignment.task, []).append(resource.name + share)
    return {task: ", ".join(names) for task, names in found.items()}
