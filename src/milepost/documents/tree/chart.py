"""What charts show, as data: no geometry, no colour. Moments are naive datetimes, spans whole seconds, shares millionths."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from milepost.documents.tree.outcome import OutcomeChart
from milepost.values import Currency, word


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to, not including, `finish`."""

    start: datetime
    finish: datetime

    def __post_init__(self) -> None:
        if self.finish < self.start:
            raise ValueError(f"an interval ends before it starts: {self.start} – {self.finish}")


class BarKind(StrEnum):
    TASK = "task"
    SUMMARY = "summary"
    MILESTONE = "milestone"


class LinkKind(StrEnum):
    """Which end drives which: the first letter is the predecessor's end, the second the successor's."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


class MarkKind(StrEnum):
    DEADLINE = "deadline"
    CONSTRAINT = "constraint"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on a row besides its bar. `text` says what it is: "Deadline 5 May", "Start no earlier than 3 May",
    "80 % by 12 Jun": a forecast is joined to its bar by a dotted line."""

    at: datetime
    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One line of a Gantt chart. No `segments` leaves the line empty; more than one draws a split; a milestone has one."""

    id: str
    name: str
    level: int = 0
    kind: BarKind = BarKind.TASK
    segments: tuple[Interval, ...] = ()
    critical: bool = False
    progress: int = 0
    baseline: Interval | None = None
    marks: tuple[Mark, ...] = ()
    float_until: datetime | None = None  # a thin line from the bar's end: how far it may slip
    label: str = ""  # beside the bar: who does it
    columns: tuple[str, ...] = ()  # printed beside the name, one for each of Gantt.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttLink:
    source: str
    target: str
    kind: LinkKind = LinkKind.FINISH_START
    critical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """Rows in display order. Links name rows by id; a link to a row that is not shown is not drawn."""

    rows: tuple[GanttRow, ...]
    links: tuple[GanttLink, ...] = ()
    non_working: tuple[Interval, ...] = ()
    status_at: datetime | None = None
    status_label: str = word("Status date")
    columns: tuple[str, ...] = ()
    forecast_label: str = word("80 % by then")  # what the rings are
    baseline_label: str = word("Baseline")  # what the bars below the bars are: "Before levelling"

    def __post_init__(self) -> None:
        if len({row.id for row in self.rows}) != len(self.rows):
            raise ValueError("two rows of a Gantt chart have the same id")
        for row in self.rows:
            if len(row.columns) != len(self.columns):
                raise ValueError(f"row {row.id!r} of a Gantt chart has {len(row.columns)} column texts for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLane:
    """One person's (or team's) load: for each period the seconds of work per series, and the seconds the person has."""

    name: str
    loads: tuple[tuple[int, ...], ...]
    capacity: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadHistogram:
    """Load against capacity, one lane a person, all over the same periods. `series` names what is stacked (projects)."""

    periods: tuple[Interval, ...]
    series: tuple[str, ...]
    lanes: tuple[LoadLane, ...]
    status_at: datetime | None = None
    status_label: str = word("Status date")

    def __post_init__(self) -> None:
        for lane in self.lanes:
            if len(lane.loads) != len(self.periods) or len(lane.capacity) != len(self.periods):
                raise ValueError(f"lane {lane.name!r} does not have one load and one capacity for each of {len(self.periods)} periods")
            if any(len(load) != len(self.series) for load in lane.loads):
                raise ValueError(f"lane {lane.name!r} has a load that does not name each of {len(self.series)} series")


class CurveKind(StrEnum):
    PLANNED = "planned"
    BASELINE = "baseline"
    ACTUAL = "actual"
    FORECAST = "forecast"
    EARNED = "earned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSeries:
    """A running total at the end of each period; None where it is not known (an actual after the status date)."""

    name: str
    kind: CurveKind
    totals: tuple[Decimal | None, ...]
    interval: tuple[Decimal, Decimal] | None = None  # low and high around the last known total, drawn as a fan from the first

    def __post_init__(self) -> None:
        if self.interval is not None and self.interval[1] < self.interval[0]:
            raise ValueError(f"curve {self.name!r} has an interval that ends below its start: {self.interval[0]} – {self.interval[1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCurve:
    """Running totals as lines, and what each period adds as bars. `currency` None draws plain numbers with `unit`."""

    periods: tuple[Interval, ...]
    series: tuple[CurveSeries, ...]
    bars: tuple[Decimal, ...] = ()
    bars_name: str = ""
    currency: Currency | None = None
    unit: str = ""
    status_at: datetime | None = None
    status_label: str = word("Status date")
    finish_at: datetime | None = None  # a dashed line: when the forecast ends
    finish_label: str = word("Forecast finish")

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.totals) != len(self.periods):
                raise ValueError(f"curve {series.name!r} has {len(series.totals)} totals for {len(self.periods)} periods")
        if self.bars and len(self.bars) != len(self.periods):
            raise ValueError(f"{len(self.bars)} bars for {len(self.periods)} periods")


Chart = Gantt | LoadHistogram | CostCurve | OutcomeChart
