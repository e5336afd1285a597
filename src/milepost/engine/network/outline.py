"""The outline of a plan: who is whose child, and which rows are scheduled by themselves."""

from collections.abc import Iterator

from milepost.engine.model import Plan, Task


class Outline:
    """Children by parent id in the plan's order. A leaf is an active row without children; summaries roll up their leaves."""

    def __init__(self, plan: Plan) -> None:
        self.children: dict[str | None, list[Task]] = {}
        for task in plan.tasks:
            if task.level > 0:
                self.children.setdefault(task.parent, []).append(task)
        self.plan = plan
        self.summaries = plan.summaries
        self._all_active = all(plan.task[summary].active for summary in plan.summaries)

    def is_summary(self, task: Task) -> bool:
        """True for a row that has children."""
        return task.id in self.summaries

    def leaves(self) -> Iterator[Task]:
        """The rows that get dates of their own, in the plan's order."""
        return (t for t in self.plan.tasks if t.level > 0 and t.active and t.id not in self.summaries and self.reachable(t))

    def reachable(self, task: Task) -> bool:
        """False below an inactive summary."""
        if self._all_active:
            return True
        parent = task.parent
        while parent is not None:
            row = self.plan.task[parent]
            if not row.active:
                return False
            parent = row.parent
        return True

    def ancestors(self, task: Task) -> Iterator[str]:
        """Ids of the summaries above a row, nearest first."""
        parent = task.parent
        while parent is not None:
            yield parent
            parent = self.plan.task[parent].parent

    def upwards(self) -> Iterator[Task]:
        """The active rows whose dates roll up from those below them, each after all of these, wherever they stand in the plan."""
        rows = [task for task in self.plan.tasks if task.active and (self.is_summary(task) or task.level == 0)]
        yield from sorted(rows, key=self._depth, reverse=True)

    def _depth(self, task: Task) -> int:
        return -1 if task.level == 0 else sum(1 for _ in self.ancestors(task))

    def has_work(self, summary: str) -> bool:
        """Whether a leaf below the summary is active; without one the summary has no dates."""
        return any(self.has_work(child.id) if self.is_summary(child) else True for child in self.active_children(summary))

    def active_children(self, task: str) -> list[Task]:
        """The active direct children of a summary."""
        return [child for child in self.children.get(task, ()) if child.active]
