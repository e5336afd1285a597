"""A straight scale for numbers of either sign, along a picture or up it, with few round ticks written to the same decimals."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from milepost.documents.charts.measure import text_width
from milepost.documents.charts.value_axis import SIZES
from milepost.documents.tongue import phrase, spoken
from milepost.documents.wording import MONEY
from milepost.values import Currency

TICK_SIZE = 10.5
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Measure:
    """How amounts are written: `currency` before them or `unit` after them; `signed` writes a plus as well."""

    currency: Currency | None = None
    unit: str = ""
    signed: bool = False

    def written(self, number: str, value: Decimal) -> str:
        """The digits of an absolute value with sign, symbol and unit around them."""
        sign = _MINUS if value < 0 else "+" if self.signed and value > 0 else ""
        suffix = f" {self.unit}" if self.unit else ""
        amount = phrase(MONEY, symbol=self.currency.symbol, amount=number) if self.currency else number
        return f"{sign}{amount}{suffix}"


@dataclass(frozen=True, slots=True)
class NumberScale:
    """`low` lies at pixel `start`, `high` at `end`; ticks are whole steps."""

    low: Decimal
    high: Decimal
    step: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """The pixel of a value; it may lie outside."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)

    @property
    def ticks(self) -> list[Decimal]:
        """Every whole step from low to high."""
        first = (self.low / self.step).to_integral_value(rounding=ROUND_CEILING)
        return [self.step * (first + number) for number in range(int(self.high / self.step - first) + 1)]

    def tick_texts(self, measure: Measure) -> list[str]:
        """The ticks in words, all in the same thousands and with the same decimals, as many as tell them apart."""
        size, short = _size_of(max(abs(self.low), abs(self.high)))
        step = (self.step / size).normalize()
        digits = max(0, -int(step.as_tuple().exponent))
        return [measure.written(_short(abs(tick) / size, digits, short if tick else ""), tick) for tick in self.ticks]


def number_scale(values: list[Decimal], *, start: float, end: float, ticks: int = 5, pad: float = 0, whole: bool = True) -> NumberScale:
    """A scale that keeps every value `pad` pixels away from both ends; `whole` moves the ends out to whole steps. It is at least two
    steps wide, so that a single value stands in its middle, and never begins below zero where no value does."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    positive = low >= 0
    if low == high:
        step = _round_up(max(abs(high) / 10, Decimal(1)))
        low, high = low - step, high + step
    step = _round_up((high - low) / ticks)
    share = Decimal(str(round(min(0.45, pad / max(1.0, abs(end - start))), 6)))
    margin = (high - low) * share / (1 - 2 * share)
    low, high = low - margin, high + margin
    if whole:
        low, high = (
            (low / step).to_integral_value(rounding=ROUND_FLOOR) * step,
            (high / step).to_integral_value(rounding=ROUND_CEILING) * step,
        )
    return NumberScale(max(low, Decimal(0)) if positive else low, high, step, start, end)


def roomy_scale(values: list[Decimal], measure: Measure, *, left: float, right: float, pad: float = 0) -> NumberScale:
    """A scale along a picture with as many ticks, at most eight, as can be labelled without touching."""
    scale = number_scale(values, start=left, end=right, ticks=8, pad=pad, whole=False)
    for ticks in (6, 5, 4, 3, 2, 1):
        apart = (right - left) / max(1, len(scale.ticks) - 1)
        if max((text_width(text, size=TICK_SIZE) for text in scale.tick_texts(measure)), default=0) + 12 <= apart:
            break
        scale = number_scale(values, start=left, end=right, ticks=ticks, pad=pad, whole=False)
    return scale


def amount_text(value: Decimal, measure: Measure) -> str:
    """One amount in about three figures: "£1.25M", "−5.5 d"; small whole numbers stay whole."""
    size, short = _size_of(abs(value))
    number = abs(value) / size
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    text = f"{round(number, digits):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return measure.written(_short(Decimal(text), max(0, -int(Decimal(text).as_tuple().exponent)), short), value)


def aligned_texts(values: list[Decimal], measure: Measure) -> list[str]:
    """The amounts in the same thousands and with the same decimals, so that they compare: none where all are whole, else one."""
    size, short = _size_of(max((abs(value) for value in values), default=Decimal(0)))
    shown = [round(abs(value) / size, 1) for value in values]
    digits = 0 if all(number == int(number) or number >= 1000 for number in shown) else 1
    return [
        measure.written(_short(number, digits, short if number else ""), value if number else Decimal(0))
        for number, value in zip(shown, values, strict=True)
    ]


def _size_of(value: Decimal) -> tuple[Decimal, str]:
    return next(((size, letter) for size, letter in SIZES if value >= size), (Decimal(1), ""))


def _short(number: Decimal, digits: int, short: str) -> str:
    """The number with so many decimals, of thousands or millions where `short` says so."""
    text = spoken().value(number, f",.{digits}f")
    return phrase(short, number=text) if short else text


def _round_up(raw: Decimal) -> Decimal:
    power = Decimal(10) ** raw.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
