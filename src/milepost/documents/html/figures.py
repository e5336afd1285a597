"""Figures in HTML: the finding, the legend, the chart in a scrolling box of its own, and its numbers."""

from milepost.documents.charts.bars import ROW_HEIGHT
from milepost.documents.charts.gantt import Band, layout_gantt, without_empty_columns
from milepost.documents.charts.legend import legend
from milepost.documents.charts.pictures import plain_pictures
from milepost.documents.charts.svg import svg_with_classes
from milepost.documents.html.escape import words, words_plain
from milepost.documents.html.tables import table_html
from milepost.documents.tongue import phrase
from milepost.documents.tree import BarKind, Chart, CostCurve, Figure, Gantt, LoadHistogram, one_line, titled
from milepost.documents.tree.outcome import OutcomeChart
from milepost.documents.tree.table import DEEPEST_LEVEL

CHART_WIDTH = 1230.0
PHONE_WIDTH = 362.0  # 390 less the page's margins
TIMELINE_WIDTH = 886.0
WIDEST_COLUMN = 14
_BAND_ROWS = 26

assert ROW_HEIGHT == 24, "the style sheet's .names rows have this height"


def figure_html(figure: Figure, *, identifier: str, under: bool = False) -> str:
    """The whole figure; the table, where there is one, belongs to it. `under` a heading, which is the finding, its title is small."""
    kind = "gantt" if isinstance(figure.chart, Gantt) else "chart"
    drawn = _drawn(figure, identifier)
    table = table_html(figure.table, identifier=f"{identifier}-data", summary=phrase("The numbers behind this")) if figure.table else ""
    quiet = ' class="under"' if under else ""
    title = f'<figcaption{quiet} id="{identifier}-title">{words(titled(figure.title))}</figcaption>'
    return f'<figure class="{kind}" id="{identifier}" aria-labelledby="{identifier}-title">{title}{drawn}{table}</figure>'


def _drawn(figure: Figure, identifier: str) -> str:
    chart, title, told = figure.chart, titled(figure.title), one_line(figure.description)
    note = ""
    if isinstance(chart, Gantt):
        chart = without_empty_columns(chart)
        layout = layout_gantt(chart, title=title, description=told, width=TIMELINE_WIDTH, band_rows=_BAND_ROWS)
        note = f'<p class="omission">{words(layout.omission)}</p>' if layout.omission else ""
        bands = [_band(chart, band, f"{identifier}-b{number}") for number, band in enumerate(layout.bands)]
        body = "".join(bands)
    else:
        body = _plain(chart, title, told, identifier)
    region = f'<div class="scroll plot" role="group" aria-labelledby="{identifier}-title" tabindex="0">{body}</div>'
    return f"{note}{_legend(chart, identifier)}{region}"


def _plain(chart: LoadHistogram | CostCurve | OutcomeChart, title: str, told: str, identifier: str) -> str:
    """Any chart but a Gantt. All but the load, which scrolls, are drawn twice, for a wide screen and for a
    phone; only one of them is ever shown."""
    wide = plain_pictures(chart, title=title, description=told, width=CHART_WIDTH)
    drawn = "".join(svg_with_classes(picture, identifier=f"{identifier}-p{number}") for number, picture in enumerate(wide))
    if isinstance(chart, LoadHistogram):
        return drawn
    small = plain_pictures(chart, title=title, description=told, width=PHONE_WIDTH)
    again = "".join(svg_with_classes(picture, identifier=f"{identifier}-n{number}") for number, picture in enumerate(small))
    return f'<div class="on-wide">{drawn}</div><div class="on-phone">{again}</div>'


def _legend(chart: Chart, identifier: str) -> str:
    """The signs as a list, so that it wraps on a narrow screen."""
    entries = (
        f"<li>{svg_with_classes(swatch, identifier=f'{identifier}-l{number}')}{words(text)}</li>"
        for number, (text, swatch) in enumerate(legend(chart))
    )
    return f'<ul class="legend" aria-label="{words_plain(phrase("What the signs mean"))}">{"".join(entries)}</ul>'


def _band(chart: Gantt, band: Band, identifier: str) -> str:
    """Names beside a picture. The names are hidden from assistive technology: the table below tells them in order, with dates."""
    kinds = [f' class="c-{wide}"' for wide in _column_widths(chart)]
    heads = "".join(f"<span{kind}>{words(one_line(title))}</span>" for kind, title in zip(kinds, chart.columns, strict=True))
    tall = " tall" if band.header > 40 else ""
    rows = [f'<div class="head{tall}"><b>{words(phrase("Task"))}</b>{heads}</div>']
    for row in band.rows:
        strong = " strong" if row.kind is BarKind.SUMMARY else ""
        columns = "".join(f"<span{kind}>{words(one_line(text)[:60])}</span>" for kind, text in zip(kinds, row.columns, strict=True))
        name = words(one_line(row.name)[:200])
        rows.append(f'<div class="l-{min(row.level, DEEPEST_LEVEL)}{strong}"><b>{name}</b>{columns}</div>')
    names = f'<div class="names" aria-hidden="true">{"".join(rows)}</div>'
    return f'<div class="band">{names}{svg_with_classes(band.picture, identifier=identifier)}</div>'


def _column_widths(chart: Gantt) -> list[int]:
    """For each column beside the names the characters its widest text has, at most WIDEST_COLUMN."""
    texts = [[title, *(row.columns[number] for row in chart.rows)] for number, title in enumerate(chart.columns)]
    return [min(WIDEST_COLUMN, max(len(one_line(text)) for text in column)) for column in texts]
