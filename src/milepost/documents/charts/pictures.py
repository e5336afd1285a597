"""A figure's chart as complete pictures, legend included: what formats draw that have no page style of their own."""

from dataclasses import replace

from milepost.documents.charts.curve import layout_curve
from milepost.documents.charts.gantt import layout_gantt
from milepost.documents.charts.histogram import layout_load
from milepost.documents.charts.legend import legend_rows
from milepost.documents.charts.shapes import Box, Picture, Role, shifted
from milepost.documents.tree import CostCurve, Figure, Gantt, LoadHistogram, one_line, titled


def pictures(
    figure: Figure, *, width: float, names_width: float, band_rows: int, lanes_per_picture: int
) -> tuple[tuple[Picture, ...], str]:
    """The pictures in order, each `width` pixels wide, and the sentence about rows left out ("" when there are none)."""
    chart, title, told = figure.chart, titled(figure.title), one_line(figure.description)
    omission = ""
    if isinstance(chart, Gantt):
        layout = layout_gantt(chart, title=title, description=told, width=width, names_width=names_width, band_rows=band_rows)
        found, omission = tuple(band.picture for band in layout.bands), layout.omission
    elif isinstance(chart, LoadHistogram):
        found = layout_load(chart, title=title, description=told, width=width, lanes_per_picture=lanes_per_picture)
    else:
        assert isinstance(chart, CostCurve)
        found = (layout_curve(chart, title=title, description=told, width=width),)
    return (_with_legend(found[0], figure), *found[1:]), omission


def _with_legend(picture: Picture, figure: Figure) -> Picture:
    """The picture moved down by the height of the legend above it."""
    signs, height = legend_rows(figure.chart, left=4, right=picture.width - 4, top=0)
    height += 8 if signs else 0
    ground = Box(Role.GROUND, 0, 0, picture.width, picture.height + height)
    moved = tuple(shifted(shape, dy=height) for shape in picture.shapes)
    return replace(picture, height=picture.height + height, shapes=(ground, *moved, *signs))
