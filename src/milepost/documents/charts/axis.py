"""The time axis: pixels for moments, and ticks from days to centuries whose labels never meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from milepost.documents.charts.measure import text_width
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Role, Shape
from milepost.documents.tongue import month_name, phrase
from milepost.documents.wording import short_day_text
from milepost.values import DAY, to_moment

HEADER_HEIGHT = 36
_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A straight line from moments to pixels: `first` lies at `left`, `last` at `right`; both are seconds of plan time."""

    first: int
    last: int
    left: float
    right: float

    def x(self, when: datetime | date) -> float:
        """The pixel of a moment; it may lie outside left…right."""
        return self.left + (to_moment(when) - self.first) * (self.right - self.left) / (self.last - self.first)

    @property
    def day_width(self) -> float:
        """Pixels of one day."""
        return (self.right - self.left) * DAY / (self.last - self.first)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that have any part on the axis."""
        start, end = self.first // DAY, self.last // DAY
        return date.fromordinal(max(1, _EPOCH + start)), date.fromordinal(min(date.max.toordinal(), _EPOCH + end))


_EPOCH = date(1970, 1, 1).toordinal()


def scale_over(moments: list[datetime], *, left: float, right: float, pad: float = 14) -> TimeScale:
    """A scale on which every moment lies between left + pad and right - pad. Never shorter than a week, so that one day does
    not fill the page; without moments it shows the week of 1 January 1970."""
    low = min((to_moment(when) for when in moments), default=0)
    high = max((to_moment(when) for when in moments), default=0)
    if high - low < 7 * DAY:
        high = low + 7 * DAY
    per_pixel = (high - low) / max(1.0, right - left - 2 * pad)
    return TimeScale(int(low - pad * per_pixel), int(high + pad * per_pixel) + 1, left, right)


class Step:
    """A way to cut time: days, weeks, months, quarters, years, and multiples of years."""

    def __init__(self, name: str, *, days: float, months: int = 0) -> None:
        self.name, self.days, self.months = name, days, months

    def starts(self, scale: TimeScale) -> Iterator[date]:
        """The first day of each cut that begins on the axis, and of the one that is already running at its left end."""
        first, last = scale.days
        if not self.months:
            size = int(self.days)
            start: date | None = first - timedelta(days=first.weekday() if size == 7 and first.toordinal() > 7 else 0)
        else:
            years = max(1, self.months // 12)
            year = max(1, first.year - first.year % years) if self.months >= 12 else first.year
            month = 1 if self.months >= 12 else first.month - (first.month - 1) % self.months
            start = date(year, month, 1)
        while start is not None and start <= last:
            yield start
            start = self._next(start)

    def _next(self, start: date) -> date | None:
        try:
            if not self.months:
                return start + timedelta(days=int(self.days))
            ahead = start.year * 12 + start.month - 1 + self.months
            if self.months >= 12:
                ahead -= (start.year % (self.months // 12)) * 12
            return date(ahead // 12, ahead % 12 + 1, 1)
        except (OverflowError, ValueError):
            return None  # the calendar ends with the year 9999


DAYS, WEEKS = Step("day", days=1), Step("week", days=7)
MONTH, QUARTER, YEAR = Step("month", days=30.4, months=1), Step("quarter", days=91.3, months=3), Step("year", days=365.2, months=12)
_DECADE, _CENTURY = Step("decade", days=3652, months=120), Step("century", days=36524, months=1200)
_MILLENNIUM = Step("millennium", days=365242, months=12000)

# (fine, coarse, least pixels of one fine cut)
_PAIRS = (
    (DAYS, MONTH, 20.0),
    (WEEKS, MONTH, 21.0),
    (MONTH, YEAR, 26.0),
    (QUARTER, YEAR, 22.0),
    (YEAR, _DECADE, 34.0),
    (_DECADE, _CENTURY, 34.0),
    (_CENTURY, _MILLENNIUM, 34.0),
)


def steps_for(scale: TimeScale) -> tuple[Step, Step]:
    """The finest pair of cuts whose labels have room."""
    for fine, coarse, least in _PAIRS:
        if fine.days * scale.day_width >= least:
            return fine, coarse
    return _CENTURY, _MILLENNIUM


def header(scale: TimeScale, *, top: float = 0) -> list[Shape]:
    """Two lines of labels, coarse above fine, HEADER_HEIGHT pixels high, closed by a rule."""
    rule = Line(Role.RULE, ((scale.left, top + HEADER_HEIGHT), (scale.right, top + HEADER_HEIGHT)))
    return [*_lines(scale, coarse_top=top, fine_top=top + 18), rule]


def footer(scale: TimeScale, *, top: float) -> list[Shape]:
    """The same below a chart: a rule, then fine above coarse."""
    return [*_lines(scale, coarse_top=top + 18, fine_top=top), Line(Role.RULE, ((scale.left, top), (scale.right, top)))]


def _lines(scale: TimeScale, *, coarse_top: float, fine_top: float) -> list[Shape]:
    fine, coarse = steps_for(scale)
    shapes: list[Shape] = []
    for step, top, baseline, strong in ((coarse, coarse_top, coarse_top + 13, True), (fine, fine_top, fine_top + 11, False)):
        cuts = _cuts(step, scale)
        style = _style(step, cuts, scale, strong=strong)
        for number, (start, left, right) in enumerate(cuts):
            if (number and strong) or (left > scale.left and not strong):
                shapes.append(Line(Role.RULE, ((left, top), (left, top + 18))))
            for text in _names(start, step, with_year=strong)[style:]:
                if text_width(text, size=_SIZE, strong=strong) <= right - left - 6:
                    shapes.append(Label(Role.INK if strong else Role.QUIET, left + 4, baseline, text, Anchor.START, _SIZE, strong))
                    break
    return shapes


def grid(scale: TimeScale, *, top: float, bottom: float) -> list[Shape]:
    """A faint line down from each fine tick."""
    fine, _ = steps_for(scale)
    xs = (scale.x(start) for start in fine.starts(scale))
    return [Line(Role.GRID, ((x, top), (x, bottom))) for x in xs if scale.left < x < scale.right]


def shading(scale: TimeScale, spans: list[tuple[datetime, datetime]], *, top: float, bottom: float) -> list[Shape]:
    """Non-working time as a quiet ground. Spans too narrow to see are left out: a year of weekends would only be noise."""
    shapes: list[Shape] = []
    for start, finish in spans:
        left, right = max(scale.x(start), scale.left), min(scale.x(finish), scale.right)
        if right - left >= 3:
            shapes.append(Box(Role.OFF, left, top, right - left, bottom - top))
    return shapes


def _cuts(step: Step, scale: TimeScale) -> list[tuple[date, float, float]]:
    """Each cut with the part of it that lies on the axis: first day, left, right."""
    starts = list(step.starts(scale))
    xs = [scale.x(start) for start in starts] + [scale.right]
    found = [(start, max(xs[n], scale.left), min(xs[n + 1], scale.right)) for n, start in enumerate(starts)]
    return [each for each in found if each[2] > each[1]]


def _style(step: Step, cuts: list[tuple[date, float, float]], scale: TimeScale, *, strong: bool) -> int:
    """Which of the ways to write a tick fits every whole cut, so that neighbours are written alike."""
    whole = [cut for cut in cuts if cut[1] > scale.left and cut[2] < scale.right] or cuts
    ways = len(_names(cuts[0][0], step, with_year=strong)) if cuts else 1
    for way in range(ways):
        texts = ((_names(start, step, with_year=strong)[way], right - left) for start, left, right in whole)
        if all(text_width(text, size=_SIZE, strong=strong) <= room - 6 for text, room in texts):
            return way
    return ways - 1


def _names(start: date, step: Step, *, with_year: bool) -> tuple[str, ...]:
    """Ways to write a tick, longest first; under a line of years a month needs none."""
    if step is DAYS:
        return (str(start.day),)
    if step is WEEKS:
        return (short_day_text(start), str(start.day))
    if step is MONTH:
        long, short, year = month_name(start.month), month_name(start.month, short=True), f" {start.year}" if with_year else ""
        return (f"{long}{year}", f"{short}{year}", short, short[0])
    if step is QUARTER:
        return (phrase("Q{quarter}", quarter=(start.month - 1) // 3 + 1),)
    return (str(start.year),)
