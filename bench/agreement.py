"""Our dates beside a peer's, task by task, with the reason for each difference that the dates themselves can show."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from milepost.engine import Schedule
from milepost.engine.model import Plan, Task
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.values import DAY

PAUSE = "other end of the same pause"
OUTSIDE = "peer's date lies outside the task's working time"
LAG = "a lag of its links, which the peer counts otherwise"
BEFORE_START = "peer starts it before the project's start"
FOLLOWS = "linked with a task that differs"
ABSENT = "no date from the peer"
OTHER = "other"
REASONS = (PAUSE, OUTSIDE, BEFORE_START, FOLLOWS, LAG, ABSENT, OTHER)

Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many tasks have equal starts and finishes, how many differ for which reason, and the ids of those with no reason to show."""

    equal: int
    compared: int
    reasons: Mapping[str, int]
    others: tuple[str, ...]


def agreement(plan: Plan, schedule: Schedule, theirs: Mapping[int, tuple[int | None, ...]], *, late: bool = False) -> Agreement:
    """Compare early (or late) start and finish of the leaf tasks; `theirs` has four moments by unique id, as `peers.mpxj` gives them."""
    calendars = Calendars(plan.calendars, first=plan.start // DAY - 4000, last=schedule.finish // DAY + 4000)
    leaves = [task for task in plan.tasks if task.id in schedule and task.id not in plan.summaries and task.level > 0]
    ours: dict[str, Pair] = {}
    peer: dict[str, Pair] = {}
    for task in leaves:
        dates = schedule[task.id]
        four = theirs.get(task.uid or -1, (None,) * 4)
        ours[task.id] = (dates.late_start, dates.late_finish) if late else (dates.early_start, dates.early_finish)
        peer[task.id] = (four[2], four[3]) if late else (four[0], four[1])
    differing = {task.id for task in leaves if ours[task.id] != peer[task.id]}
    lagging: set[str] = set()
    linked: dict[str, list[str]] = defaultdict(list)
    for link in plan.links:
        one, other = (link.successor, link.predecessor) if late else (link.predecessor, link.successor)
        linked[other].append(one)
        if link.lag:
            lagging.add(other)
    reasons: Counter[str] = Counter()
    others = []
    for task in leaves:
        if task.id in differing:
            follows = any(one in differing for one in linked[task.id])
            reason = _reason(task, calendars[task.calendar or plan.calendar], ours[task.id], peer[task.id])
            if reason == OTHER:
                early = (peer[task.id][0] or 0) < plan.start and not late
                reason = BEFORE_START if early else FOLLOWS if follows else LAG if task.id in lagging else OTHER
            reasons[reason] += 1
            if reason == OTHER:
                others.append(task.id)
    return Agreement(len(leaves) - len(differing), len(leaves), reasons, tuple(others))


def _reason(task: Task, working: WorkingTime, ours: Pair, peer: Pair) -> str:
    (start, finish), (our_start, our_finish) = peer, ours
    if start is None or finish is None or our_start is None or our_finish is None:
        return ABSENT
    if working.between(start, our_start) == 0 and working.between(finish, our_finish) == 0:
        return PAUSE
    starts, ends = working.next_start(start) == start, working.previous_end(finish) == finish
    at_work = (starts and ends) if task.duration else (starts or ends)
    return OTHER if at_work else OUTSIDE
