"""The critical path as people mean it: one chain of tasks that ends the project, and how many others there are."""

from milepost.cli.plan.known.project import Project
from milepost.engine.model import Task


def main_path(project: Project) -> tuple[tuple[Task, ...], int]:
    """The chain with the most work that ends last, and the count of others (at most ten are looked for)."""
    paths = project.paths
    if not paths:
        return project.critical, 0
    ends = max(project.schedule[path.tasks[-1]].finish for path in paths)
    chosen = next(path for path in paths if project.schedule[path.tasks[-1]].finish == ends)
    return tuple(project.plan.task[task] for task in chosen.tasks), len(paths) - 1
