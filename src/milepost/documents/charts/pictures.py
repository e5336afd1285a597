"""A figure's chart as complete pictures, legend included: what formats draw that have no page style of their own."""

from dataclasses import replace

from milepost.documents.charts.curve import layout_curve
from milepost.documents.charts.distribution import layout_distribution
from milepost.documents.charts.gantt import layout_gantt
from milepost.documents.charts.histogram import layout_load
from milepost.documents.charts.legend import legend_rows
from milepost.documents.charts.lines import layout_lines
from milepost.documents.charts.ranges import layout_ranges
from milepost.documents.charts.shapes import Box, Label, Picture, Role, shifted
from milepost.documents.charts.tornado import layout_tornado
from milepost.documents.tongue import phrase
from milepost.documents.tree import (
    CostCurve,
    DistributionChart,
    Figure,
    Gantt,
    LineChart,
    LoadHistogram,
    RangeChart,
    TornadoChart,
    one_line,
    titled,
)
from milepost.documents.tree.outcome import OutcomeChart


def pictures(
    figure: Figure, *, width: float, names_width: float, band_rows: int, lanes_per_picture: int
) -> tuple[tuple[Picture, ...], str]:
    """The pictures in order, each `width` pixels wide, and the sentence about rows left out ("" when there are none)."""
    chart, title, told = figure.chart, titled(figure.title), one_line(figure.description)
    omission = ""
    if isinstance(chart, Gantt):
        layout = layout_gantt(chart, title=title, description=told, width=width, names_width=names_width, band_rows=band_rows)
        found, omission = tuple(band.picture for band in layout.bands), layout.omission
    else:
        found = plain_pictures(chart, title=title, description=told, width=width, lanes_per_picture=lanes_per_picture)
    return (_with_legend(found[0], figure), *found[1:]), omission


def plain_pictures(
    chart: LoadHistogram | CostCurve | OutcomeChart, *, title: str, description: str, width: float, lanes_per_picture: int = 8
) -> tuple[Picture, ...]:
    """The pictures of any chart but a Gantt, in order, without a legend."""
    if _is_empty(chart):
        words = Label(Role.QUIET, 2, 22, phrase("Nothing to show."), size=12)
        return (Picture(width, 34, (Box(Role.GROUND, 0, 0, width, 34), words), title, description),)
    match chart:
        case LoadHistogram():
            return layout_load(chart, title=title, description=description, width=width, lanes_per_picture=lanes_per_picture)
        case CostCurve():
            return (layout_curve(chart, title=title, description=description, width=width),)
        case DistributionChart():
            return (layout_distribution(chart, title=title, description=description, width=width),)
        case RangeChart():
            return layout_ranges(chart, title=title, description=description, width=width)
        case TornadoChart():
            return layout_tornado(chart, title=title, description=description, width=width)
        case LineChart():
            return (layout_lines(chart, title=title, description=description, width=width),)


def _is_empty(chart: LoadHistogram | CostCurve | OutcomeChart) -> bool:
    match chart:
        case DistributionChart():
            return not chart.bins and not chart.curve
        case RangeChart() | TornadoChart():
            return not chart.rows
        case LineChart():
            return not any(series.points for series in chart.series)
        case _:
            return False


def _with_legend(picture: Picture, figure: Figure) -> Picture:
    """The picture moved down by the height of the legend above it."""
    signs, height = legend_rows(figure.chart, left=4, right=picture.width - 4, top=0)
    height += 8 if signs else 0
    ground = Box(Role.GROUND, 0, 0, picture.width, picture.height + height)
    moved = tuple(shifted(shape, dy=height) for shape in picture.shapes)
    return replace(picture, height=picture.height + height, shapes=(ground, *moved, *signs))
