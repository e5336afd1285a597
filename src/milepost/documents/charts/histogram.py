"""Load against capacity: a lane a person, stacked bars per period, a stepped capacity line, and what lies above it hatched and numbered."""

from decimal import Decimal

from milepost.documents.charts.axis import HEADER_HEIGHT, TimeScale, grid, header, scale_over
from milepost.documents.charts.legend import series_role
from milepost.documents.charts.measure import fitted, text_width
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape, hatch
from milepost.documents.charts.value_axis import ValueScale, short_number, value_axis, value_scale
from milepost.documents.tongue import phrase
from milepost.documents.tree.chart import LoadHistogram, LoadLane
from milepost.documents.wording import short_day_text
from milepost.values import HOUR

_LEFT = 46.0
_TITLE = 32.0
_LANE = 74.0
_ONLY_LANE = 200.0


def layout_load(chart: LoadHistogram, *, title: str, description: str, width: float, lanes_per_picture: int = 8) -> tuple[Picture, ...]:
    """Pictures of at most `lanes_per_picture` lanes each, all with the same axes, so that they compare."""
    scale = scale_over([when for period in chart.periods for when in (period.start, period.finish)], left=_LEFT, right=width, pad=4)
    largest = max((max(sum(load), most) for lane in chart.lanes for load, most in zip(lane.loads, lane.capacity, strict=True)), default=0)
    plot = _ONLY_LANE if len(chart.lanes) == 1 else _LANE
    pictures = []
    for first in range(0, max(1, len(chart.lanes)), lanes_per_picture):
        lanes = chart.lanes[first : first + lanes_per_picture]
        many = len(chart.lanes) > lanes_per_picture
        numbers = {"first": first + 1, "last": first + len(lanes), "whole": len(chart.lanes)}
        named = f"{title} ({phrase('people {first} to {last} of {whole}', **numbers)})" if many else title
        shapes: list[Shape] = []
        height = HEADER_HEIGHT
        for lane in lanes:
            shapes += _lane(chart, lane, scale, top=height, plot=plot, largest=Decimal(largest) / HOUR)
            height += int(_TITLE + plot + 12)
        ground = Box(Role.GROUND, 0, 0, width, height)
        lines = [*grid(scale, top=HEADER_HEIGHT, bottom=height), *header(scale)]
        pictures.append(Picture(width, height, (ground, *lines, *shapes, *_status(chart, scale, height)), named, description))
    return tuple(pictures)


def _status(chart: LoadHistogram, scale: TimeScale, bottom: float) -> list[Shape]:
    if chart.status_at is None or not scale.left <= scale.x(chart.status_at) <= scale.right:
        return []
    x = scale.x(chart.status_at)
    text = f"{chart.status_label} {short_day_text(chart.status_at)}"
    fits = x + 4 + text_width(text, size=10.5) <= scale.right
    where = (x + 4, Anchor.START) if fits else (x - 4, Anchor.END)
    return [
        Line(Role.STATUS, ((x, HEADER_HEIGHT), (x, bottom))),
        Label(Role.STATUS_TEXT, where[0], bottom - 3, text, where[1], 10.5, halo=True),
    ]


def _lane(chart: LoadHistogram, lane: LoadLane, scale: TimeScale, *, top: float, plot: float, largest: Decimal) -> list[Shape]:
    values = value_scale(largest, top=top + _TITLE, bottom=top + _TITLE + plot, ticks=4 if plot > 100 else 3)
    shapes = value_axis(values, left=scale.left, right=scale.right, suffix=phrase(" h"))
    over = sum(max(0, sum(load) - most) for load, most in zip(lane.loads, lane.capacity, strict=True))
    note = phrase("{hours} h above capacity", hours=short_number(Decimal(over) / HOUR)) if over else phrase("within capacity")
    name = fitted(lane.name, size=12, width=scale.right - scale.left - 190, strong=True)
    shapes.append(Label(Role.INK, scale.left, top + 13, name, size=12, strong=True, halo=True))
    shapes.append(Label(Role.WARNING_TEXT if over else Role.QUIET, scale.right - 4, top + 13, note, Anchor.END, halo=True))
    for period, load, most in zip(chart.periods, lane.loads, lane.capacity, strict=True):
        left, right = scale.x(period.start), scale.x(period.finish)
        gap = 1.0 if right - left > 4 else 0.0
        shapes += _stack(load, most, values, left=left + gap, width=max(1.0, right - left - 2 * gap))
    shapes += _capacity(chart, lane, scale, values)
    return shapes + _excess(chart, lane, scale, values)


def _stack(load: tuple[int, ...], most: int, values: ValueScale, *, left: float, width: float) -> list[Shape]:
    """One bar: its series from the bottom up, cut at the capacity, and the rest hatched."""
    shapes: list[Shape] = []
    below, limit = 0, most if sum(load) > most else sum(load)
    for number, part in enumerate(load):
        upto = min(below + part, limit)
        if upto > below:
            y0, y1 = values.y(_hours(below)), values.y(_hours(upto))
            shapes.append(Box(series_role(number), left, y1, width, y0 - y1))
        below = max(below, upto)
    if sum(load) > most:
        y0, y1 = values.y(_hours(most)), values.y(_hours(sum(load)))
        excess = Box(Role.OVER, left, y1, width, max(1.0, y0 - y1))
        shapes += [excess, *(hatch(excess) if width > 3 else ())]
    return shapes


def _capacity(chart: LoadHistogram, lane: LoadLane, scale: TimeScale, values: ValueScale) -> list[Shape]:
    points: list[tuple[float, float]] = []
    for period, most in zip(chart.periods, lane.capacity, strict=True):
        y = values.y(_hours(most))
        points += [(scale.x(period.start), y), (scale.x(period.finish), y)]
    return [Line(Role.CAPACITY, tuple(points))] if points else []


def _excess(chart: LoadHistogram, lane: LoadLane, scale: TimeScale, values: ValueScale) -> list[Label]:
    """ "+12" above each overloaded bar, the largest first, and only where it meets no other number."""
    found: list[Label] = []
    over = [
        (sum(load) - most, number) for number, (load, most) in enumerate(zip(lane.loads, lane.capacity, strict=True)) if sum(load) > most
    ]
    for excess, number in sorted(over, key=lambda each: (-each[0], each[1])):
        period = chart.periods[number]
        centre = (scale.x(period.start) + scale.x(period.finish)) / 2
        y = values.y(_hours(sum(lane.loads[number]))) - 3
        label = Label(Role.WARNING_TEXT, centre, y, f"+{short_number(_hours(excess))}", Anchor.MIDDLE, 10.5, strong=True, halo=True)
        left, right = label.extent
        if left < scale.left or right > scale.right:
            continue
        if all(right + 3 < other.extent[0] or left - 3 > other.extent[1] for other in found):
            found.append(label)
    return sorted(found, key=lambda label: label.x)


def _hours(seconds: int) -> Decimal:
    return Decimal(seconds) / HOUR
