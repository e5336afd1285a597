"""Paths through a schedule: what drives a milestone, and the chains of critical tasks."""

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.engine.model import Plan
from milepost.engine.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Path:
    """Tasks in the order of time, each driving the next; `links` are the positions in `Plan.links` between them."""

    tasks: tuple[str, ...]
    links: tuple[int, ...]


class _Driving:
    """Driving links by the leaf task they drive, summaries resolved to the tasks that begin or end them."""

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        self.plan = plan
        self.schedule = schedule
        self.last = self._last_of_summaries()
        self.incoming: dict[str, list[int]] = {}
        for i, link in enumerate(plan.links):
            if schedule.is_driving(i):
                self.incoming.setdefault(link.successor, []).append(i)

    def before(self, task: str) -> Iterator[tuple[int, str]]:
        """Driving links into a task or a summary above it that it opens, with the leaf each comes from."""
        dates = self.schedule[task]
        row: str | None = task
        while row is not None:
            for link in self.incoming.get(row, ()):
                if row == task or dates.driving_link == link:
                    yield from ((link, leaf) for leaf in self.leaves(self.plan.links[link].predecessor))
            row = self.plan.task[row].parent

    def leaves(self, task: str) -> list[str]:
        """The task itself, or the task that ends a summary."""
        return [task] if task not in self.plan.summaries else [self.last[task]] if task in self.last else []

    def _last_of_summaries(self) -> dict[str, str]:
        """For each summary the task in it that finishes last, the first in the plan's order among equals."""
        last: dict[str, str] = {}
        for dates in self.schedule:
            if dates.task in self.plan.summaries:
                continue
            above = self.plan.task[dates.task].parent
            while above is not None:
                if above not in last or dates.early_finish > self.schedule[last[above]].early_finish:
                    last[above] = dates.task
                above = self.plan.task[above].parent
        return last


def longest_path_to(plan: Plan, schedule: Schedule, task: str) -> Path:
    """The chain of driving links that sets a task's or milestone's early date, from the first task to it.

    Where several links drive equally, the one that set the date is followed. Raises KeyError for a task without dates.
    """
    driving = _Driving(plan, schedule)
    tasks = [task]
    links: list[int] = []
    if task in plan.summaries:
        tasks = driving.leaves(task)
    seen = set(tasks)
    while True:
        chosen = schedule[tasks[-1]].driving_link
        steps = [(link, leaf) for link, leaf in driving.before(tasks[-1]) if leaf not in seen]
        step = next((s for s in steps if s[0] == chosen), steps[0] if steps else None)
        if step is None:
            return Path(tuple(reversed(tasks)), tuple(reversed(links)))
        links.append(step[0])
        tasks.append(step[1])
        seen.add(step[1])


def critical_paths(plan: Plan, schedule: Schedule, *, most: int = 10) -> tuple[Path, ...]:
    """Up to `most` different chains of critical tasks joined by driving links, the longest in work first.

    A chain ends at a critical task that drives no other critical task; it begins where no critical task drives it.
    """
    driving = _Driving(plan, schedule)
    critical = {d.task for d in schedule if d.critical and d.task not in plan.summaries and plan.task[d.task].level > 0}
    before = {task: [(link, leaf) for link, leaf in driving.before(task) if leaf in critical] for task in critical}
    drives = {leaf for steps in before.values() for _, leaf in steps}
    ends = sorted(critical - drives, key=lambda t: (-schedule[t].early_finish, t))
    found: list[Path] = []
    for end in ends:
        found += _walk(before, end, most - len(found))
        if len(found) >= most:
            break
    return tuple(sorted(found, key=lambda p: -sum(plan.task[t].duration for t in p.tasks)))


def _walk(before: dict[str, list[tuple[int, str]]], end: str, most: int) -> list[Path]:
    """Paths that end in `end`, depth first, without listing more than asked for. Links form no circle, so each walk ends."""
    found: list[Path] = []
    stack: list[_Step] = [(end, None, None)]
    while stack and len(found) < most:
        step = stack.pop()
        steps = before[step[0]]
        if not steps:
            found.append(_path(step))
        stack += [(leaf, link, step) for link, leaf in reversed(steps)]
    return found


def _path(step: "_Step | None") -> Path:
    tasks: list[str] = []
    links: list[int] = []
    while step is not None:
        task, link, step = step
        tasks.append(task)
        if link is not None:
            links.append(link)
    return Path(tuple(tasks), tuple(links))


_Step = tuple[str, int | None, "_Step | None"]
"""A task, the link from it to the next, and the step that holds the next: a path that shares its tail with others."""
