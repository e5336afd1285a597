"""The document tree: frozen nodes that say what a report holds, and nothing of how it looks.

Charts are loaded by who draws one: every command of the house knows its documents, and these have none.
"""

from typing import TYPE_CHECKING, Any

from milepost.documents.tree.blocks import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Figure,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Section,
)
from milepost.documents.tree.document import Document, Fact, anchors, tables, walk_sections
from milepost.documents.tree.table import Align, Cell, Column, Kind, Row, Status, Table, Value, row
from milepost.documents.tree.text import Code, Inline, Link, Strong, Text, one_line, plain, printable, runs, shortened, titled

if TYPE_CHECKING:
    from milepost.documents.tree.chart import (
        BarKind,
        Chart,
        CostCurve,
        CurveKind,
        CurveSeries,
        Gantt,
        GanttLink,
        GanttRow,
        Interval,
        LinkKind,
        LoadHistogram,
        LoadLane,
        Mark,
        MarkKind,
    )
    from milepost.documents.tree.outcome import (
        Amount,
        CurvePoint,
        DistributionChart,
        LineChart,
        LineGuide,
        LineSeries,
        OutcomeBin,
        OutcomeMark,
        OutcomeMarkKind,
        RangeChart,
        RangeRow,
        TornadoChart,
        TornadoRow,
    )

__all__ = [
    "Align",
    "Amount",
    "BarKind",
    "Block",
    "BulletList",
    "Callout",
    "CalloutKind",
    "Cell",
    "Chart",
    "Code",
    "Column",
    "CostCurve",
    "CurveKind",
    "CurvePoint",
    "CurveSeries",
    "DistributionChart",
    "Document",
    "Fact",
    "Figure",
    "Gantt",
    "GanttLink",
    "GanttRow",
    "Inline",
    "Interval",
    "KeyFigure",
    "KeyFigures",
    "Kind",
    "LineChart",
    "LineGuide",
    "LineSeries",
    "Link",
    "LinkKind",
    "LoadHistogram",
    "LoadLane",
    "Mark",
    "MarkKind",
    "OutcomeBin",
    "OutcomeMark",
    "OutcomeMarkKind",
    "PageBreak",
    "Paragraph",
    "RangeChart",
    "RangeRow",
    "Row",
    "Section",
    "Status",
    "Strong",
    "Table",
    "Text",
    "TornadoChart",
    "TornadoRow",
    "Value",
    "anchors",
    "one_line",
    "plain",
    "printable",
    "row",
    "runs",
    "shortened",
    "tables",
    "titled",
    "walk_sections",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from milepost.documents.tree import chart, outcome

    return getattr(chart if hasattr(chart, name) else outcome, name)
