"""The value axis: a round top, a few round ticks, and short numbers for them."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from milepost.documents.charts.shapes import Anchor, Label, Line, Role, Shape
from milepost.documents.tongue import phrase, spoken
from milepost.documents.wording import PERCENT
from milepost.values import word


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


SIZES = ((Decimal(10) ** 9, word("{number}bn")), (Decimal(10) ** 6, word("{number}M")), (Decimal(10) ** 3, word("{number}k")))
"""From the largest, each with how many of it are written."""


def short_number(value: Decimal) -> str:
    """ "0", "250", "12k", "1.5M": three figures or fewer."""
    size, short = next(((size, short) for size, short in SIZES if abs(value) >= size), (Decimal(1), ""))
    number = spoken().value(Decimal(_three_figures(value / size)), "f")
    return phrase(short, number=number) if short else number


def _three_figures(value: Decimal) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{round(value, digits):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def value_axis(scale: ValueScale, *, left: float, right: float, prefix: str = "", suffix: str = "", share: bool = False) -> list[Shape]:
    """Labels left of `left`, a faint line across for each tick, a firm one for zero. Of a `share` the ticks are per cent."""
    shapes: list[Shape] = []
    for tick in scale.ticks:
        y = scale.y(tick)
        shapes.append(Line(Role.GRID if tick else Role.RULE, ((left, y), (right, y))))
        text = phrase(PERCENT, share=short_number(tick)) if share else f"{prefix}{short_number(tick)}{suffix}"
        shapes.append(Label(Role.QUIET, left - 6, y + 3.5, text, Anchor.END, 10.5))
    return shapes
