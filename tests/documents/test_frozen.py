"""A frozen document is the same document again, whatever stands in it, and renders to the same bytes."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from milepost.documents import tree
from milepost.documents.frozen import NotFrozen, freeze, thaw
from milepost.documents.renderers import renderer
from milepost.documents.tree import Cell, Column, Document, Kind, Link, Paragraph, Section, Status, Strong, Table, row
from milepost.values import Currency, Money
from tests.documents.demo import demo
from tests.documents.demo_outcomes import dates


def again(document: Document) -> Document:
    return thaw(json.loads(json.dumps(freeze(document))))


def test_the_demonstration_report_comes_back_as_it_was() -> None:
    assert again(demo()) == demo()


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    values: list[tuple[Kind, Any]] = [
        (Kind.TEXT, "Ünïcode “text” \u202eturned"),
        (Kind.NUMBER, Decimal("1240.50")),
        (Kind.NUMBER, 7),
        (Kind.MONEY, Money(Decimal("-15.125"), Currency("JPY", "¥", 0))),
        (Kind.DATE, date(2026, 2, 28)),
        (Kind.DATE, datetime(2026, 2, 28, 23, 59)),
        (Kind.MOMENT, datetime(2026, 2, 28, 9, 30, 15)),
        (Kind.DURATION, 86_400),
        (Kind.PERCENT, 125_000),
        (Kind.TEXT, None),
    ]
    columns = tuple(Column(f"Column {number}", kind, digits=number or None) for number, (kind, _) in enumerate(values))
    cells = [Cell(value, text="said" if number == 1 else None, status=Status.BAD) for number, (_, value) in enumerate(values)]
    words = Paragraph(("Plain, ", Strong("strong"), " and ", Link("a link", "https://example.org/")))
    made = Document(
        title="Everything",
        sections=(Section("Values", (words, Table("All", columns, (row(*cells, level=2, strong=True),), row(*cells)))),),
        created_at=datetime(2026, 1, 2, 3, 4),
    )
    found = again(made)
    assert found == made
    (paragraph, table) = found.sections[0].blocks
    assert isinstance(table, Table) and [type(cell.value) for cell in table.rows[0].cells] == [type(value) for _, value in values]
    assert isinstance(paragraph, Paragraph)


@pytest.mark.parametrize("form", ["html", "xlsx", "markdown"])
def test_it_renders_to_the_same_bytes(form: str) -> None:
    before, after = BytesIO(), BytesIO()
    renderer(form)(demo(), before)
    renderer(form)(again(demo()), after)
    assert before.getvalue() == after.getvalue()


def test_every_node_of_the_tree_can_be_frozen() -> None:
    """A node that is added is known by standing in the tree's own list."""
    from milepost.documents.frozen import _classes

    nodes = {name for name in dir(tree) if isinstance(getattr(tree, name), type) and is_dataclass(getattr(tree, name))}
    assert nodes <= set(_classes())


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "Document",
        {},
        {"form": 2, "document": {}},
        {"form": 1},
        {"form": 1, "document": "text"},
        {"form": 1, "document": {"": "Path", "is": "/etc"}},
        {"form": 1, "document": {"": "Document", "title": "T", "sections": [], "unknown": 1}},
        {"form": 1, "document": {"": "Status", "is": "purple"}},
        {"form": 1, "document": {"": "decimal", "is": "many"}},
        {"form": 1, "document": {"": "Paragraph", "text": "a part"}},
    ],
)
def test_what_is_no_frozen_document_is_refused(content: Any) -> None:
    with pytest.raises(NotFrozen):
        thaw(content)


def test_what_is_no_node_is_not_frozen() -> None:
    with pytest.raises(TypeError, match="object"):
        freeze(Document(title="T", sections=(object(),)))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="dict"):
        freeze(Document(title="T", sections=({"": "Section"},)))  # type: ignore[arg-type]


def test_outcome_charts_come_back_as_they_were() -> None:
    made = Document(title="Outcomes", sections=(Section("S", (tree.Figure("F", dates(), "told"),)),))
    assert again(made) == made
