"""Pure geometry: what a layout gives and a writer draws. Pixels, y downwards. A role names what a shape is for; colours come later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from milepost.documents.charts.measure import text_width


class Role(StrEnum):
    """What a shape is for. `palette.py` gives each role its paint, for light and dark."""

    GROUND = "ground"
    INK = "ink"
    QUIET = "quiet"
    WARNING_TEXT = "warning-text"
    STATUS_TEXT = "status-text"
    RULE = "rule"
    GRID = "grid"
    OFF = "off"
    STRIPE = "stripe"
    BAR = "bar"
    DONE = "done"
    CRITICAL = "critical"
    CRITICAL_DONE = "critical-done"
    SPINE = "spine"
    SUMMARY = "summary"
    SUMMARY_DONE = "summary-done"
    MILESTONE = "milestone"
    MILESTONE_CRITICAL = "milestone-critical"
    MILESTONE_EYE = "milestone-eye"
    SPLIT = "split"
    SPLIT_CRITICAL = "split-critical"
    BASELINE = "baseline"
    FLOAT = "float"
    DEADLINE = "deadline"
    CONSTRAINT = "constraint"
    FORECAST_MARK = "forecast-mark"
    TIE = "tie"
    LINK = "link"
    LINK_CRITICAL = "link-critical"
    ARROW = "arrow"
    ARROW_CRITICAL = "arrow-critical"
    STATUS = "status"
    CAPACITY = "capacity"
    OVER = "over"
    HATCH = "hatch"
    PERIOD = "period"
    SERIES_1 = "series-1"
    SERIES_2 = "series-2"
    SERIES_3 = "series-3"
    SERIES_4 = "series-4"
    SERIES_5 = "series-5"
    SERIES_6 = "series-6"
    PLANNED = "planned"
    PLANNED_BASE = "curve-baseline"
    ACTUAL = "actual"
    FORECAST = "forecast"
    EARNED = "earned"
    FAN = "fan"
    FINISH = "finish"
    GOOD_TEXT = "good-text"
    OUTCOME = "outcome"
    BEYOND = "beyond"
    CUMULATIVE = "cumulative"
    GUIDE = "guide"
    TICK = "tick"
    DOT = "dot"
    PLANNED_MARK = "planned-mark"
    MARK_PERCENTILE = "mark-percentile"
    MARK_PLANNED = "mark-planned"
    MARK_DEADLINE = "mark-deadline"
    MARK_TOLERANCE = "mark-tolerance"
    RIM = "rim"
    LINE_1 = "line-1"
    LINE_2 = "line-2"
    LINE_3 = "line-3"
    LINE_4 = "line-4"
    LINE_5 = "line-5"
    LINE_6 = "line-6"


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `tip` is shown when a pointer rests on it, where the format can."""

    role: Role
    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Straight pieces through the points; `closed` fills the polygon."""

    role: Role
    points: tuple[tuple[float, float], ...]
    closed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its baseline. `halo` keeps a rim of background around the letters, where lines may pass below."""

    role: Role
    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    size: float = 11
    strong: bool = False
    halo: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """Left and right end of the text, in pixels."""
        width = text_width(self.text, size=self.size, strong=self.strong)
        left = {Anchor.START: self.x, Anchor.MIDDLE: self.x - width / 2, Anchor.END: self.x - width}[self.anchor]
        return left, left + width


Shape = Box | Line | Label


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: shapes in painting order, a title and a description in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""


def shifted(shape: Shape, *, dx: float = 0, dy: float = 0) -> Shape:
    """The same shape elsewhere."""
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def hatch(box: Box, *, step: float = 5, role: Role = Role.HATCH) -> tuple[Line, ...]:
    """Diagonal lines inside a box, computed rather than patterned, so that every renderer draws the same."""
    lines = []
    offset = step / 2
    while offset < box.width + box.height:
        x0, y0 = (offset, 0.0) if offset <= box.width else (box.width, offset - box.width)
        x1, y1 = (0.0, offset) if offset <= box.height else (offset - box.height, box.height)
        lines.append(Line(role, ((box.x + x0, box.y + y0), (box.x + x1, box.y + y1))))
        offset += step
    return tuple(lines)
