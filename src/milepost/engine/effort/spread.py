"""Work day by day: pieces of even intensity laid over the days of a calendar, to the second and without losing one."""

from collections.abc import Iterable, Iterator, Sequence

from milepost.engine.effort.pieces import Piece, shaped
from milepost.engine.model import Assignment, Segment
from milepost.engine.working_time import WorkingTime
from milepost.values import DAY


class DayTable:
    """Working seconds before each midnight of one calendar, so that a day's share of a piece is one subtraction.

    Days outside the calendar's compiled intervals count as days off.
    """

    __slots__ = ("_before", "_first", "_last", "time")

    def __init__(self, time: WorkingTime) -> None:
        self.time = time
        self._first = time.starts[0] // DAY if time else 0
        self._last = (time.ends[-1] - 1) // DAY + 1 if time else 0
        self._before = [time.before(day * DAY) for day in range(self._first, self._last + 1)]

    def before(self, day: int) -> int:
        """Working seconds before the day begins."""
        if day <= self._first:
            return 0
        return self._before[day - self._first] if day <= self._last else self.time.total

    def capacity(self, day: int) -> int:
        """Working seconds of one day."""
        return self.before(day + 1) - self.before(day)

    def split(self, piece: Piece) -> Iterator[tuple[int, int]]:
        """(day, seconds) of a piece, days in order, zeros left out; the sum is its work.

        Work outside working time (a day off, a single moment) lies evenly on the clock.
        """
        start, finish, work = piece.start, piece.finish, piece.work
        day, last = start // DAY, max(finish - 1, start) // DAY
        if day == last:
            yield day, work
            return
        origin = self.time.before(start)
        span = self.time.before(finish) - origin
        if span <= 0:
            yield from _on_the_clock(piece)
            return
        first, table, done = self._first, self._before, 0
        while day < last:
            day += 1
            reached = table[day - first] if first < day <= self._last else self.before(day)
            now = work * (reached - origin) // span
            if now > done:
                yield day - 1, now - done
                done = now
        if work > done:
            yield last, work - done

    def by_day(self, pieces: Iterable[Piece]) -> dict[int, int]:
        """Seconds by day of all the pieces together, days in order."""
        days: dict[int, int] = {}
        for piece in pieces:
            for day, seconds in self.split(piece):
                days[day] = days.get(day, 0) + seconds
        return dict(sorted(days.items()))


def spread(
    assignment: Assignment, start: int, finish: int, working_time: WorkingTime, *, segments: Sequence[Segment] = ()
) -> Iterator[tuple[int, int]]:
    """(day, seconds) of an assignment's work in its contour between two moments; sums exactly to `assignment.work`.

    Days are days since 1970-01-01. No work lies in the gaps between `segments`. Stored phases are `assignment_pieces`' matter.
    """
    pieces = shaped(assignment.work, start, finish, working_time, contour=assignment.contour, segments=segments)
    yield from DayTable(working_time).by_day(pieces).items()


def _on_the_clock(piece: Piece) -> Iterator[tuple[int, int]]:
    done, length = 0, piece.finish - piece.start
    for day in range(piece.start // DAY, (piece.finish - 1) // DAY + 1):
        reached = piece.work * (min((day + 1) * DAY, piece.finish) - piece.start) // length
        if reached > done:
            yield day, reached - done
            done = reached
