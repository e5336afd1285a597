"""What charts of outcomes show, as data: how likely which date or amount is, ranges side by side, what moves them most, plain lines."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from milepost.documents.tree.table import Status
from milepost.values import FULL_SHARE, Currency, word

Amount = datetime | Decimal


class OutcomeMarkKind(StrEnum):
    """What a vertical line in a distribution stands for; each kind is drawn with a line of its own pattern."""

    PERCENTILE = "percentile"
    PLANNED = "planned"
    DEADLINE = "deadline"
    TOLERANCE = "tolerance"


@dataclass(frozen=True, slots=True)
class OutcomeBin:
    """One bar of a histogram: the share, in millionths, of outcomes from `lower` to `upper`. All bins of a chart are equally wide."""

    lower: Amount
    upper: Amount
    share: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of outcomes, in millionths, that do not exceed `value`."""

    value: Amount
    share: int


@dataclass(frozen=True, slots=True)
class OutcomeMark:
    """A value to compare with. `text` says what it is and its value: "P80 25 Aug 2026"."""

    at: Amount
    text: str
    kind: OutcomeMarkKind = OutcomeMarkKind.PERCENTILE


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionChart:
    """A histogram of outcomes and below it, on the same axis, the chance of reaching each value. Values are all dates, or all numbers:
    money when `currency` is given, else plain numbers with `unit`. `bins` and `curve` ascend; either may be empty.

    `later` says what lies beyond the axis, where the last outcomes are too far off to be drawn.
    Bars up to `split_at` (usually P80) are solid, those beyond are open. From the curve a line leads down to the axis at each of `guides`.
    Raises TypeError when dates and numbers are mixed, ValueError when bins or curve do not ascend or a share is none.
    """

    bins: tuple[OutcomeBin, ...]
    curve: tuple[CurvePoint, ...] = ()
    marks: tuple[OutcomeMark, ...] = ()
    split_at: Amount | None = None
    split_label: str = "P80"
    guides: tuple[int, ...] = (500_000, 800_000)
    currency: Currency | None = None
    unit: str = ""
    bins_title: str = word("Share of outcomes")
    curve_title: str = word("Chance of this or less")
    later: str = ""

    def __post_init__(self) -> None:
        _of_one_kind([*self.amounts, *([] if self.split_at is None else [self.split_at])], "a distribution")
        _ascending([edge for each in self.bins for edge in (each.lower, each.upper)], "the bins of a distribution")
        _ascending([point.value for point in self.curve], "the curve of a distribution")
        shares = [*(each.share for each in self.bins), *(point.share for point in self.curve), *self.guides]
        if any(not 0 <= share <= FULL_SHARE for share in shares):
            raise ValueError("a share of a distribution is not between 0 and 1,000,000 millionths")
        if any(after.share < before.share for before, after in pairwise(self.curve)):
            raise ValueError("the curve of a distribution falls: it must be cumulative")

    @property
    def amounts(self) -> list[Amount]:
        """Every value that the axis must reach."""
        edges = [edge for each in self.bins for edge in (each.lower, each.upper)]
        return [*edges, *(point.value for point in self.curve), *(mark.at for mark in self.marks)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One range: `values` at the chart's levels, ascending (none: nothing but the marks is drawn). `note` stands at the right
    ("72 % by the deadline"), with the sign of `status`."""

    name: str
    values: tuple[Amount, ...]
    planned: Amount | None = None
    deadline: Amount | None = None
    note: str = ""
    status: Status = Status.NONE

    @property
    def amounts(self) -> list[Amount]:
        """Every value that the axis must reach."""
        return [*self.values, *(each for each in (self.planned, self.deadline) if each is not None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeChart:
    """A band a row over one axis: P10–P50–P80–P95 of milestones, or low–point–high of forecasts. `levels` names what each row's values are;
    the first and the last end the band, those between are ticks. The band is solid up to the level `split` and open beyond; the level
    `point` is a dot instead of a tick; the levels of `printed` are also written as figures in columns."""

    rows: tuple[RangeRow, ...]
    levels: tuple[str, ...] = ("P10", "P50", "P80", "P95")
    split: str | None = "P80"
    point: str | None = None
    printed: tuple[str, ...] = ()
    currency: Currency | None = None
    unit: str = ""
    names_title: str = word("Milestone")
    note_title: str = ""
    planned_label: str = word("Planned")
    deadline_label: str = word("Deadline")

    def __post_init__(self) -> None:
        for level in (self.split, self.point, *self.printed):
            if level is not None and level not in self.levels:
                raise ValueError(f"{level!r} is none of the levels of a range chart: {', '.join(self.levels)}")
        for row in self.rows:
            if row.values and len(row.values) != len(self.levels):
                raise ValueError(f"row {row.name!r} of a range chart has {len(row.values)} values for {len(self.levels)} levels")
            _ascending(list(row.values), f"row {row.name!r} of a range chart")
        _of_one_kind([each for row in self.rows for each in row.amounts], "a range chart")


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """How far one cause moves the result: from `low` to `high`, signed differences from the chart's centre."""

    name: str
    low: Decimal
    high: Decimal
    note: str = ""

    def __post_init__(self) -> None:
        _ascending([self.low, self.high], f"row {self.name!r} of a tornado chart")


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoChart:
    """Causes by how much they move the result, drawn widest first whatever their order here. `centre_label` says what the zero is:
    "P80 25 Aug 2026". Values are money when `currency` is given, else plain numbers with `unit`."""

    rows: tuple[TornadoRow, ...]
    centre_label: str
    below_label: str = word("Less")
    above_label: str = word("More")
    currency: Currency | None = None
    unit: str = ""
    names_title: str = word("Cause")
    note_title: str = ""

    def __post_init__(self) -> None:
        _of_one_kind([each for row in self.rows for each in (row.low, row.high)], "a tornado chart")


@dataclass(frozen=True, slots=True)
class LineSeries:
    """Points in order of x; `step` keeps each y until the next x, as for "best so far"."""

    name: str
    points: tuple[tuple[Decimal, Decimal], ...]
    step: bool = False

    def __post_init__(self) -> None:
        _ascending([x for x, _ in self.points], f"line {self.name!r}")


@dataclass(frozen=True, slots=True)
class LineGuide:
    """A level to compare with, drawn across: "Promised 80 %"."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over a plain number axis. `x_title` and `y_title` say what the axes count; y is money when `currency` is given."""

    series: tuple[LineSeries, ...]
    x_title: str
    y_title: str
    x_unit: str = ""
    unit: str = ""
    currency: Currency | None = None
    guides: tuple[LineGuide, ...] = ()
    from_zero: bool = True  # the y axis reaches 0 even where no value does

    def __post_init__(self) -> None:
        points = [each for series in self.series for point in series.points for each in point]
        _of_one_kind([*points, *(guide.value for guide in self.guides)], "a line chart")


OutcomeChart = DistributionChart | RangeChart | TornadoChart | LineChart


def _of_one_kind(amounts: list[Amount], what: str) -> None:
    if len({isinstance(each, datetime) for each in amounts}) > 1:
        raise TypeError(f"{what} mixes dates and numbers")
    for each in amounts:
        if isinstance(each, Decimal) and not each.is_finite():
            raise ValueError(f"{what} holds {each}, which is no amount")


def _ascending(amounts: list[Amount], what: str) -> None:
    for before, after in pairwise(amounts):
        if isinstance(before, datetime) is not isinstance(after, datetime):
            raise TypeError(f"{what}: dates and numbers are mixed")
        if after < before:  # type: ignore[operator]  # both of one kind, as just checked
            raise ValueError(f"{what}: {after} follows {before}, values must ascend")
