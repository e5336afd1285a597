"""Text that breaks renderers: markup of every format, turned writing, characters that are none, and names without end."""

from datetime import datetime
from decimal import Decimal

from milepost.documents.tree import (
    BarKind,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Column,
    CostCurve,
    CurveKind,
    CurveSeries,
    DistributionChart,
    Document,
    Fact,
    Figure,
    Gantt,
    GanttRow,
    Interval,
    KeyFigure,
    KeyFigures,
    Kind,
    LineChart,
    LineGuide,
    LineSeries,
    LoadHistogram,
    LoadLane,
    OutcomeBin,
    OutcomeMark,
    Paragraph,
    RangeChart,
    RangeRow,
    Section,
    Strong,
    Table,
    TornadoChart,
    TornadoRow,
    row,
)
from milepost.values import Currency, Money

TEXTS = (
    "</td><script>alert(1)</script>",
    '" onload="alert(1)" x=\'',
    "]]> <!-- --> &amp; &#0;",
    '#import "evil.typ": *',
    '#sys.inputs #eval("1+1") $x$ *bold* _it_ `code` <label> @ref \\u{41} // gone /* gone',
    '") #panic("out") ("',
    '=HYPERLINK("http://evil.example","click")',
    "+1+1|cmd' /C calc'!A0",
    "@SUM(A1)",
    "| cell | [link](javascript:alert(1)) ![x](y) # heading",
    "\x00\x01\x08\x0b\x1b[31mred\x7f\x85",
    "\ud800 lone \udfff surrogates \ufffe\uffff",
    "\u202egnp.exe\u202c \u2066open",
    "مراجعة الأمان 12 موقعًا",
    "שדרוג הרשת",
    "数据中心网络构建",
    "👩\u200d💻 deploy 🚀",
    "Z\u0351\u036ba\u0327\u0334lgo",
    "x" * 10_000,
    "word " * 300,
    "line one\nline two\r\nline three\ttab",
    "",
    "   ",
)
_DAY = (datetime(2026, 1, 5, 9), datetime(2026, 1, 9, 17))


def hostile() -> Document:
    """Every text in every place where a text can stand."""
    week = Interval(*_DAY)
    gantt = Gantt(
        rows=tuple(
            GanttRow(id=f"{number}{text[:9]}", name=text, segments=(week,), label=text, level=number, columns=(text,), kind=BarKind.TASK)
            for number, text in enumerate(TEXTS)
        ),
        columns=(TEXTS[0],),
        status_at=_DAY[0],
        status_label=TEXTS[4],
    )
    load = LoadHistogram(
        periods=(week,),
        series=TEXTS,
        lanes=tuple(LoadLane(name=text, loads=((3600,) * len(TEXTS),), capacity=(7200,)) for text in TEXTS[:9]),
    )
    curve = CostCurve(
        periods=(week,),
        series=tuple(CurveSeries(name=text, kind=CurveKind.PLANNED, totals=(Decimal(number),)) for number, text in enumerate(TEXTS)),
        bars=(Decimal(3),),
        bars_name=TEXTS[0],
        currency=Currency("XXX", '<"&', 2),
    )
    columns = (Column(TEXTS[0]), Column(TEXTS[5]), Column("Money", Kind.MONEY), Column("Day", Kind.DATE), Column("Share", Kind.PERCENT))
    table = Table(
        TEXTS[0],
        columns,
        tuple(
            row(text, Cell(text, strong=True), Money(Decimal("-1.5"), Currency("XXX", '<"&', 2)), _DAY[0], 125_000, level=number)
            for number, text in enumerate(TEXTS)
        ),
        name=TEXTS[2],
    )
    return Document(
        title=TEXTS[0],
        subtitle=TEXTS[4],
        author=TEXTS[1],
        language='x"><script>',
        facts=tuple(Fact(text, text) for text in TEXTS),
        opening=(KeyFigures(tuple(KeyFigure(text, text, text, text) for text in TEXTS)),),
        sections=(
            *(
                Section(text, (Paragraph((text, Strong(text), Code(text))), BulletList((text,)), Callout(CalloutKind.ERROR, text, text)))
                for text in TEXTS
            ),
            Section(
                "Charts",
                (
                    Figure(TEXTS[0], gantt, TEXTS[4], table),
                    Figure(TEXTS[5], load, TEXTS[2]),
                    Figure(TEXTS[4], curve, TEXTS[1]),
                    *outcomes(),
                ),
            ),
        ),
    )


def outcomes() -> tuple[Figure, ...]:
    """Every chart of outcomes with every text wherever it takes one."""
    one, two = Decimal(1), Decimal(2)
    strange = Currency("XXX", '<"&', 2)
    charts = (
        DistributionChart(
            bins=(OutcomeBin(one, two, 1_000_000),),
            marks=tuple(OutcomeMark(one, text) for text in TEXTS),
            split_at=one,
            split_label=TEXTS[0],
            currency=strange,
            bins_title=TEXTS[4],
            curve_title=TEXTS[5],
        ),
        RangeChart(
            rows=tuple(RangeRow(name=text, values=_DAY, planned=_DAY[0], deadline=_DAY[1], note=text) for text in TEXTS),
            levels=(TEXTS[0], TEXTS[1]),
            split=TEXTS[1],
            printed=(TEXTS[0],),
            names_title=TEXTS[2],
            note_title=TEXTS[3],
            planned_label=TEXTS[4],
            deadline_label=TEXTS[5],
        ),
        TornadoChart(
            rows=tuple(TornadoRow(text, -one, two, text) for text in TEXTS),
            centre_label=TEXTS[0],
            below_label=TEXTS[1],
            above_label=TEXTS[2],
            unit=TEXTS[13][:9],
            names_title=TEXTS[4],
            note_title=TEXTS[5],
        ),
        LineChart(
            series=tuple(LineSeries(text, ((one, two), (two, one)), step=True) for text in TEXTS),
            x_title=TEXTS[0],
            y_title=TEXTS[1],
            unit=TEXTS[3],
            guides=(LineGuide(one, TEXTS[2]),),
        ),
    )
    return tuple(Figure(text, chart, text) for text, chart in zip(TEXTS, charts, strict=False))
