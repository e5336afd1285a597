"""The critical path as people mean it: one chain of tasks that ends the project, and how many others there are."""

from milepost.cli.plan.project import Project
from milepost.engine.model import Task
from milepost.engine.network import Path, critical_paths

MOST_PATHS = 10


def all_paths(project: Project) -> tuple[Path, ...]:
    """Up to ten critical chains, the longest in work first."""
    return critical_paths(project.plan, project.schedule, most=MOST_PATHS)


def main_path(project: Project) -> tuple[tuple[Task, ...], int]:
    """The chain with the most work that ends last, and the count of others (at most ten are looked for)."""
    paths = all_paths(project)
    if not paths:
        return project.critical, 0
    ends = max(project.schedule[path.tasks[-1]].finish for path in paths)
    chosen = next(path for path in paths if project.schedule[path.tasks[-1]].finish == ends)
    return tuple(project.plan.task[task] for task in chosen.tasks), len(paths) - 1
