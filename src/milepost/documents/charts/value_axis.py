"""The value axis: a round top, a few round ticks, and short numbers for them."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from milepost.documents.charts.shapes import Anchor, Label, Line, Role, Shape


@dataclass(frozen=True, slots=True)
class ValueScale:
    """A straight line from values to pixels: 0 lies at `bottom`, `most` at `top`; smaller than 0 never happens."""

    most: Decimal
    step: Decimal
    top: float
    bottom: float

    def y(self, value: Decimal) -> float:
        """The pixel of a value."""
        return self.bottom - float(value / self.most) * (self.bottom - self.top)

    @property
    def ticks(self) -> list[Decimal]:
        """0, one step, two steps … up to the top."""
        return [self.step * number for number in range(int(self.most / self.step) + 1)]


def value_scale(largest: Decimal, *, top: float, bottom: float, ticks: int = 4) -> ValueScale:
    """A scale that reaches the next round value at or above the largest one; 1 when nothing is larger than 0."""
    largest = largest if largest > 0 else Decimal(1)
    raw = largest / ticks
    power = Decimal(10) ** raw.adjusted()
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return ValueScale(step * (largest / step).to_integral_value(rounding=ROUND_CEILING), step, top, bottom)


def short_number(value: Decimal) -> str:
    """ "0", "250", "12k", "1.5M": three figures or fewer."""
    for size, letter in ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k")):
        if abs(value) >= size:
            return _three_figures(value / size) + letter
    return _three_figures(value)


def _three_figures(value: Decimal) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{round(value, digits):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def value_axis(scale: ValueScale, *, left: float, right: float, prefix: str = "", suffix: str = "") -> list[Shape]:
    """Labels left of `left`, a faint line across for each tick, a firm one for zero."""
    shapes: list[Shape] = []
    for tick in scale.ticks:
        y = scale.y(tick)
        shapes.append(Line(Role.GRID if tick else Role.RULE, ((left, y), (right, y))))
        shapes.append(Label(Role.QUIET, left - 6, y + 3.5, f"{prefix}{short_number(tick)}{suffix}", Anchor.END, 10.5))
    return shapes
