"""One title above a figure: the section's finding; contents by short names; rings for forecasts; labels on their own side."""

from datetime import datetime
from decimal import Decimal

from milepost.documents.charts.legend import legend
from milepost.documents.charts.mark_labels import place_labels
from milepost.documents.charts.pictures import plain_pictures
from milepost.documents.charts.shapes import Box, Label, Role
from milepost.documents.charts.svg import svg_with_classes
from milepost.documents.html.page import html_text
from milepost.documents.pdf.tables import is_wide
from milepost.documents.tree import (
    BarKind,
    Column,
    CurvePoint,
    DistributionChart,
    Document,
    Figure,
    Gantt,
    GanttRow,
    Interval,
    Mark,
    MarkKind,
    OutcomeBin,
    Section,
    Table,
    row,
)

AT, LATER = datetime(2026, 6, 1, 17), datetime(2026, 6, 12, 17)
MILESTONE = GanttRow(
    id="1",
    name="Go live",
    kind=BarKind.MILESTONE,
    segments=(Interval(AT, AT),),
    marks=(Mark(LATER, MarkKind.FORECAST, "80 % by 12 Jun 2026"),),
)
CHART = Gantt(rows=(MILESTONE,), forecast_label="Ring: 80 % chance by then")
PAGE = Document(
    title="Plan",
    sections=(
        Section(
            "80 % chance by 12 June", (Figure("Every milestone", CHART, "One."), Figure("Another finding", CHART, "Two.")), label="Chances"
        ),
        Section("Method", (Table("Words", (Column("Word"),), (row("float"),)),)),
    ),
)


def test_below_a_heading_only_the_first_caption_is_small() -> None:
    page = html_text(PAGE)
    assert page.count('<figcaption class="under"') == 1 and 'class="under" id="figure-1-title">Every milestone' in page
    assert 'class="tables under"' in page


def test_the_contents_name_a_section_shortly_and_tell_its_finding() -> None:
    page = html_text(PAGE)
    assert '>Chances</a> <span class="told">80 % chance by 12 June</span>' in page
    assert ">Method</a></li>" in page, "what has no other name is not said twice"


def test_a_forecast_is_a_ring_with_its_own_words_in_the_legend() -> None:
    assert "Ring: 80 % chance by then" in [words for words, _ in legend(CHART)]
    page = html_text(PAGE)
    assert page.count('class="g-forecast-mark"') >= 2 and "<title>80 % by 12 Jun 2026</title>" in page


def test_labels_of_neighbouring_lines_never_change_sides() -> None:
    for gap in (0.5, 2, 10, 40):
        first, second = place_labels([(600, "P80 £263,856"), (600 + gap, "Tolerance £264,048")], left=0, right=700)
        assert not (first.left >= first.x and second.right <= second.x), gap


def test_what_lies_beyond_the_axis_is_said_in_the_picture() -> None:
    chart = DistributionChart(
        bins=(OutcomeBin(Decimal(0), Decimal(1), 600_000), OutcomeBin(Decimal(1), Decimal(2), 390_000)),
        curve=(CurvePoint(Decimal(0), 0), CurvePoint(Decimal(2), 990_000)),
        later="1 % of the samples lie beyond this axis, the last at 40",
    )
    for width in (1230, 362):
        (picture,) = plain_pictures(chart, title="t", description="d", width=width)
        told = next(shape for shape in picture.shapes if isinstance(shape, Label) and shape.text.startswith("1 % of the samples"))
        assert told.extent[0] >= 0 and told.extent[1] <= width


def test_grid_lines_are_one_path_and_bars_stay_their_own() -> None:
    (picture,) = plain_pictures(DistributionChart(bins=(OutcomeBin(AT, LATER, 1_000_000),)), title="t", description="d", width=800)
    drawn = svg_with_classes(picture, identifier="x")
    assert '<polyline class="g-grid"' not in drawn and '<path class="g-grid" d="M' in drawn
    bars = sum(isinstance(shape, Box) and shape.role is Role.OUTCOME for shape in picture.shapes)
    assert drawn.count('class="g-outcome"') == bars > 0


def test_a_table_with_more_than_fits_upright_lies_on_a_turned_page() -> None:
    names = ("Task", "Start before", "Start", "Finish before", "Finish", "Moved by", "Why")
    long = "Priya Raman is full until Thursday with a task of another project, which has to be done first"
    assert is_wide(Table("x", tuple(Column(name) for name in names), (row(long, *["01 Jan 2026"] * 5, long),) * 20))
    assert not is_wide(Table("x", tuple(Column(name) for name in names), (row("A", *["1"] * 5, "B"),) * 20))
