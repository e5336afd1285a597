"""Working time of one calendar, ready for questions: add or take away work, count it, list it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate


class BeyondHorizon(Exception):
    """A question left the days the calendar was compiled for; the caller compiles a wider horizon or reports it."""


class WorkingTime:
    """Sorted working intervals [start, end) with the work before each; immutable after creation. All values in seconds."""

    __slots__ = ("cum", "ends", "starts")

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self.starts = starts
        self.ends = ends
        self.cum = [0, *accumulate(end - start for start, end in zip(starts, ends, strict=True))]

    def __bool__(self) -> bool:
        return bool(self.starts)

    @property
    def total(self) -> int:
        """All working seconds of the horizon."""
        return self.cum[-1]

    def before(self, moment: int) -> int:
        """Working seconds before the moment, from the first interval on."""
        i = bisect_right(self.starts, moment) - 1
        return 0 if i < 0 else self.cum[i] + min(moment, self.ends[i]) - self.starts[i]

    def between(self, start: int, finish: int) -> int:
        """Working seconds from start to finish; negative when finish comes first."""
        return self.before(finish) - self.before(start)

    def add(self, moment: int, span: int) -> int:
        """The moment when `span` seconds of work are done. A finish at the end of a shift stays there.

        Zero stands still at work or at its end, else moves to the next start. Negative takes work away: the latest start for it.
        Raises BeyondHorizon.
        """
        if span == 0:
            return moment if self._at_end(moment) else self.next_start(moment)
        target = self.before(moment) + span
        if span > 0:
            i = bisect_left(self.cum, target) - 1
            if i >= len(self.starts):
                raise BeyondHorizon(moment)
        else:
            i = bisect_right(self.cum, target) - 1
            if target < 0 or i >= len(self.starts):
                raise BeyondHorizon(moment)
        return self.starts[i] + target - self.cum[i]

    def next_start(self, moment: int) -> int:
        """The moment itself while at work, else the next start of work. Raises BeyondHorizon."""
        i = bisect_right(self.ends, moment)
        if i == len(self.starts):
            raise BeyondHorizon(moment)
        return max(moment, self.starts[i])

    def previous_end(self, moment: int) -> int:
        """The moment itself while work has just been done, else the last end of work. Raises BeyondHorizon."""
        i = bisect_left(self.starts, moment) - 1
        if i < 0:
            raise BeyondHorizon(moment)
        return min(moment, self.ends[i])

    def intervals(self, start: int, finish: int) -> Iterator[tuple[int, int]]:
        """The working intervals between two moments, clipped to them."""
        i = bisect_right(self.ends, start)
        while i < len(self.starts) and self.starts[i] < finish:
            yield max(self.starts[i], start), min(self.ends[i], finish)
            i += 1

    def _at_end(self, moment: int) -> bool:
        i = bisect_left(self.ends, moment)
        return i < len(self.ends) and self.ends[i] == moment


def intersection(one: WorkingTime, other: WorkingTime) -> WorkingTime:
    """The time both work: a task's own calendar with the calendar of the person on it."""
    starts: list[int] = []
    ends: list[int] = []
    i = j = 0
    while i < len(one.starts) and j < len(other.starts):
        start = max(one.starts[i], other.starts[j])
        end = min(one.ends[i], other.ends[j])
        if start < end:
            starts.append(start)
            ends.append(end)
        if one.ends[i] < other.ends[j]:
            i += 1
        else:
            j += 1
    return WorkingTime(starts, ends)
