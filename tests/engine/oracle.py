"""A slow scheduler written from the definitions, hour by hour, to check the engine against: it shares no code with it.

Time is a row of hours, each worked or not. A task starts in the first hour from which on everything that holds it is kept; hours are
tried one after the other, tasks again and again until nothing moves. Whole hours only; early dates only; no outline, no progress.
"""

from functools import cache
from itertools import accumulate

from milepost.engine.model import Calendar, Constraint, LagKind, Link, LinkKind, Plan, Task

HOUR = 3600
WEEKS = 60


class Hours:
    """One calendar from `first` (a moment at midnight) on: `works[h]` for each hour, `done[h]` the worked hours before hour h."""

    def __init__(self, calendar: Calendar | None, first: int) -> None:
        self.works = [calendar is None or _works(calendar, first + h * HOUR) for h in range(WEEKS * 168)]
        self.done = [0, *accumulate(self.works)]

    def between(self, a: int, b: int) -> int:
        return self.done[b] - self.done[a]

    def finish(self, start: int, hours: int) -> int:
        """The hour by which so many have been worked from the start on."""
        at = start
        while self.between(start, at) < hours:
            at += 1
        return at

    def start(self, finish: int, hours: int) -> int:
        """The last hour from which so many are worked until the finish."""
        at = finish
        while self.between(at, finish) < hours:
            at -= 1
        return at

    def may_begin(self, hour: int, hours: int) -> bool:
        """Work begins in a worked hour; an event may also stand at the end of one."""
        return self.works[hour] or (hours == 0 and hour > 0 and self.works[hour - 1])


@cache
def hours_of(calendar: Calendar | None, first: int) -> Hours:
    return Hours(calendar, first)


def _works(calendar: Calendar, moment: int) -> bool:
    day, second = divmod(moment, 86400)
    shifts = calendar.week[(day + 3) % 7] or ()
    for exception in calendar.exceptions:
        if exception.first_day <= day <= exception.last_day:
            shifts = exception.shifts
    return any(begin <= second < end for begin, end in shifts)


class Oracle:
    """Early dates of a plan's tasks, as moments by task id, after `solve`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.first = (plan.start // 86400 - 14) * 86400
        self.hours = {calendar.id: hours_of(calendar, self.first) for calendar in plan.calendars}
        self.clock = hours_of(None, self.first)
        self.dates: dict[str, tuple[int, int]] = {}

    def solve(self) -> dict[str, tuple[int, int]]:
        begin = self.hour(self.plan.start)
        self.dates = {task.id: (begin, begin) for task in self.plan.tasks}
        moved = True
        while moved:
            moved = False
            for task in self.plan.tasks:
                found = self.place(task, begin)
                moved |= found != self.dates[task.id]
                self.dates[task.id] = found
        return {name: (self.first + s * HOUR, self.first + f * HOUR) for name, (s, f) in self.dates.items()}

    def hour(self, moment: int) -> int:
        return (moment - self.first) // HOUR

    def place(self, task: Task, start: int) -> tuple[int, int]:
        """The first start from this hour on that keeps all links into the task and its constraint."""
        work = self.clock if task.elapsed else self.hours[task.calendar or self.plan.calendar]
        hours = task.duration // HOUR
        links = [link for link in self.plan.links if link.successor == task.id]
        while True:
            if work.may_begin(start, hours):
                finish = work.finish(start, hours)
                if all(self.keeps(link, start, finish, work, hours) for link in links) and self.keeps_constraint(task, start, finish, work):
                    return start, finish
            start += 1

    def keeps(self, link: Link, start: int, finish: int, work: Hours, hours: int) -> bool:
        """Whether a successor with these dates keeps a link: it starts not before, or ends with no work left before, the hour it names."""
        bound = self.bound(link)
        if link.kind in (LinkKind.FS, LinkKind.SS):
            return start >= bound
        return finish >= bound or (hours > 0 and work.between(finish, bound) == 0)

    def bound(self, link: Link) -> int:
        """The hour of the predecessor's end that the link looks at, moved by the lag."""
        at = self.dates[link.predecessor][0 if link.kind in (LinkKind.SS, LinkKind.SF) else 1]
        lag = link.lag // HOUR
        if link.lag_kind is LagKind.ELAPSED:
            return at + lag
        successor = self.plan.task[link.successor]
        work = self.hours[successor.calendar or self.plan.calendar]
        return work.finish(at, lag) if lag > 0 else work.start(at, -lag)

    def keeps_constraint(self, task: Task, start: int, finish: int, work: Hours) -> bool:
        if task.constraint_date is None:
            return True
        date = self.hour(task.constraint_date)
        if task.constraint is Constraint.SNET:
            return start >= date
        if task.constraint is Constraint.FNET:
            return finish >= date or (task.duration > 0 and work.between(finish, date) == 0)
        raise ValueError(f"the oracle knows no {task.constraint}")
