"""One axis for outcomes, whether they are dates or numbers: the pixel of a value, its words, and the axis above or below a chart."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from milepost.documents.charts.axis import HEADER_HEIGHT, TimeScale, footer, grid, header, scale_over
from milepost.documents.charts.measure import text_width
from milepost.documents.charts.number_scale import TICK_SIZE, Measure, NumberScale, amount_text, roomy_scale
from milepost.documents.charts.shapes import Anchor, Label, Line, Role, Shape
from milepost.documents.tree.outcome import Amount
from milepost.documents.wording import day_text


@dataclass(frozen=True, slots=True)
class OutcomeAxis:
    """Values from `left` to `right`; `height` is what header or footer take."""

    scale: TimeScale | NumberScale
    measure: Measure
    left: float
    right: float

    @property
    def height(self) -> float:
        """Pixels of the header or footer."""
        return float(HEADER_HEIGHT) if isinstance(self.scale, TimeScale) else 22.0

    def x(self, value: Amount) -> float:
        """The pixel of a value, kept within the axis."""
        if isinstance(self.scale, TimeScale):
            assert isinstance(value, datetime)
            found = self.scale.x(value)
        else:
            assert isinstance(value, Decimal)
            found = self.scale.at(value)
        return min(max(found, self.left), self.right)

    def header(self, *, top: float = 0) -> list[Shape]:
        """The axis above a chart."""
        if isinstance(self.scale, TimeScale):
            return header(self.scale, top=top)
        line = top + self.height
        return [*self._numbers(line - 7), Line(Role.RULE, ((self.left, line), (self.right, line)))]

    def footer(self, *, top: float) -> list[Shape]:
        """The axis below a chart."""
        if isinstance(self.scale, TimeScale):
            return footer(self.scale, top=top)
        return [*self._numbers(top + 15), Line(Role.RULE, ((self.left, top), (self.right, top)))]

    def grid(self, *, top: float, bottom: float) -> list[Shape]:
        """A faint line at each tick."""
        if isinstance(self.scale, TimeScale):
            return grid(self.scale, top=top, bottom=bottom)
        return [Line(Role.GRID, ((x, top), (x, bottom))) for x in map(self.scale.at, self.scale.ticks)]

    def _numbers(self, baseline: float) -> list[Shape]:
        """A label under each tick, moved inside at both ends, every second one where they would still meet."""
        assert isinstance(self.scale, NumberScale)
        found = []
        for tick, text in zip(self.scale.ticks, self.scale.tick_texts(self.measure), strict=True):
            half = text_width(text, size=TICK_SIZE) / 2
            x = min(max(self.scale.at(tick), self.left + half), max(self.right - half, self.left + half))
            found.append(Label(Role.QUIET, x, baseline, text, Anchor.MIDDLE, TICK_SIZE))
        while len(found) > 1 and any(after.extent[0] - before.extent[1] < 6 for before, after in pairwise(found)):
            found = found[::2]
        return list(found)


def outcome_axis(amounts: list[Amount], measure: Measure, *, left: float, right: float, pad: float = 8) -> OutcomeAxis:
    """An axis that reaches every amount and keeps `pad` pixels beyond; without amounts it is one of numbers around 0."""
    moments = [each for each in amounts if isinstance(each, datetime)]
    numbers = [each for each in amounts if isinstance(each, Decimal)]
    if moments and max(moments) - min(moments) < timedelta(days=4):  # nearly one moment: it stands in the middle of a week
        moments += [middle for middle in (_shifted(min(moments), -3), _shifted(max(moments), 3)) if middle is not None]
    if moments:
        return OutcomeAxis(scale_over(moments, left=left, right=right, pad=pad), measure, left, right)
    return OutcomeAxis(roomy_scale(numbers, measure, left=left, right=right, pad=pad), measure, left, right)


def _shifted(when: datetime, days: int) -> datetime | None:
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return None  # the calendar ends there


def outcome_text(value: Amount, measure: Measure) -> str:
    """A date as "25 Aug 2026" (two figures for the day, so that dates line up), a number in about three figures."""
    return day_text(value) if isinstance(value, datetime) else amount_text(value, measure)
