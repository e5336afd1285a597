"""One edit to a live plan: how long until the dates are right again, whether or not the finish of the project moved."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.networks import Dice
from milepost.engine import Schedule
from milepost.engine.model import Plan, Task
from milepost.engine.network.incremental import LivePlan
from milepost.values import HOUR


@dataclass(frozen=True, slots=True)
class Edits:
    """Seconds of each edit (early dates right again) and of each edit with the question for a late date behind it; nodes computed."""

    early: tuple[float, ...]
    with_late: tuple[float, ...]
    computed: tuple[int, ...]
    rebuilt: int

    def quantile(self, share: float, *, late: bool = False) -> float:
        """The time that this share of the edits stays within."""
        times = sorted(self.with_late if late else self.early)
        return times[min(int(share * len(times)), len(times) - 1)] if times else 0.0


def measure_edits(live: LivePlan, plan: Plan, *, count: int, seed: int = 1) -> tuple[Edits, Edits]:
    """Change durations: of any task, and in turn of one on the path to the finish. Edits that left the finish, edits that moved it."""
    dice = Dice(seed)
    schedule = live.schedule()
    leaves = [task for task in plan.tasks if task.id not in plan.summaries]
    last = path_to_finish(plan, schedule)
    current = {task.id: task for task in leaves}
    found: tuple[list[tuple[float, float, int, bool]], list[tuple[float, float, int, bool]]] = ([], [])
    for number in range(count):
        pool = last if number % 2 else leaves
        task = current[pool[dice.below(len(pool))].id]
        changed = replace(task, duration=max(task.duration + (dice.below(11) - 5) * 4 * HOUR, 4 * HOUR))
        began = time.perf_counter()
        change = live.change_task(changed)
        early = time.perf_counter() - began
        live.late(task.id)
        both = time.perf_counter() - began
        current[task.id] = changed
        found[change.finish != change.finish_before].append((early, both, change.computed, change.rebuilt))
    return _edits(found[0]), _edits(found[1])


def path_to_finish(plan: Plan, schedule: Schedule) -> list[Task]:
    """The tasks that one after another drive the one that finishes last, by their early dates."""
    leaves = [dates for dates in schedule if dates.task not in plan.summaries]
    path = [max(leaves, key=lambda dates: dates.early_finish)]
    while path[-1].driving_link is not None:
        path.append(schedule[plan.links[path[-1].driving_link].predecessor])
    return [plan.task[dates.task] for dates in path]


def _edits(rows: Sequence[tuple[float, float, int, bool]]) -> Edits:
    return Edits(tuple(r[0] for r in rows), tuple(r[1] for r in rows), tuple(r[2] for r in rows), sum(r[3] for r in rows))
