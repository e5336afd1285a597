"""What somebody does with a task next: answer, finish it, begin it, or wait. Of a task that is late, that comes first."""

from dataclasses import dataclass
from datetime import timedelta

from milepost.kernel.inputs.local_moment import minutes_of, moment_of

GROUPS = {
    "answer": "Answer wanted",
    "late": "Late",
    "week": "To be finished this week",
    "now": "Can start now",
    "waits": "Waits for somebody",
    "later": "Later",
}
"""In the order in which they are looked at."""
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Work:
    """A task of somebody's that is not finished. Moments are minutes of the plan's clock; `waits` says that something is in its way: work
    before it, something that blocks it, or that nobody has approved it."""

    offered: bool
    waits: bool
    started: bool
    start: int | None
    finish: int | None
    deadline: int | None

    @property
    def due(self) -> int | None:
        """When it has to be finished: as planned, or by its deadline where that comes first."""
        return min((one for one in (self.finish, self.deadline) if one is not None), default=None)


def group_of(work: Work, now: int) -> str:
    """In which of the groups it stands. Late is what should be finished by now."""
    if work.offered:
        return "answer"
    if work.due is not None and work.due <= now:
        return "late"
    if work.due is not None and work.due <= end_of_week(now):
        return "week"
    if work.waits:
        return "waits"
    begins = work.start is not None and work.start <= end_of_day(now)
    return "now" if work.started or begins else "later"


def end_of_day(now: int) -> int:
    """The midnight after a moment."""
    return (now // DAY + 1) * DAY


def end_of_week(now: int) -> int:
    """The midnight after the Sunday of the week."""
    at = moment_of(now)
    monday = at.replace(hour=0, minute=0) - timedelta(days=at.weekday())
    return minutes_of(monday + timedelta(days=7))


def is_stale(*, now: int, days: int, expected_start: int | None, heard: int | None) -> bool:
    """Whether nothing was heard of work under way for more than so many days: since the last report, or since it should have begun where
    that came later. What should not have begun yet, and was not, is not under way."""
    since = stale_since(expected_start=expected_start, heard=heard)
    return since is not None and now - since > days * DAY


def stale_since(*, expected_start: int | None, heard: int | None) -> int | None:
    """From which moment on nothing was heard."""
    return max((one for one in (expected_start, heard) if one is not None), default=None)
