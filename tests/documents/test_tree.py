"""The tree refuses what no renderer could show, and makes foreign text printable."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.documents.tree import (
    Cell,
    Column,
    Document,
    Gantt,
    GanttRow,
    Interval,
    Kind,
    Link,
    Section,
    Table,
    anchors,
    one_line,
    plain,
    printable,
    row,
    tables,
    titled,
    walk_sections,
)
from milepost.documents.wording import cell_text, money_text, number_text, value_text
from milepost.values import Currency, Money
from tests.documents import hostile


def test_a_row_of_another_length_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="'Tasks', row 2: 1 cells for 2 columns"):
        Table("Tasks", (Column("A"), Column("B")), (row("a", "b"), row("a")))


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.NUMBER, "1"),
     (Kind.MONEY, Decimal(1)), (Kind.DATE, 5), (Kind.DURATION, Decimal(1)), (Kind.PERCENT, Decimal("0.5")), (Kind.TEXT, 5),
     (Kind.NUMBER, True)],
)  # fmt: skip
def test_a_value_its_column_cannot_hold_is_refused(kind: Kind, value: object) -> None:
    with pytest.raises(TypeError, match=r"in the .* column 'A'"):
        Table("Tasks", (Column("A", kind),), (row(value),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", " https://x", "file:///etc", 'https://x"onclick=', "https://a b", ""]
)
def test_a_link_leads_nowhere_dangerous(target: str) -> None:
    with pytest.raises(ValueError, match="a link leads to"):
        Link("here", target)


def test_a_gantt_chart_refuses_two_rows_of_one_id_and_an_interval_that_runs_backwards() -> None:
    with pytest.raises(ValueError, match="same id"):
        Gantt(rows=(GanttRow(id="1", name="a"), GanttRow(id="1", name="b")))
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(datetime(2026, 1, 2), datetime(2026, 1, 1))


@given(st.text())
def test_printable_text_can_be_encoded_and_holds_no_control_character(text: str) -> None:
    clean = printable(text)
    clean.encode("utf-8")
    assert all(character >= " " or character in "\n\t" for character in clean)
    assert "\n" not in one_line(text)


def test_nothing_is_dropped_silently_from_text_that_cannot_be_printed() -> None:
    assert printable("a\x00b\ud800c\x85d") == "a\ufffdb\ufffdc\ufffdd"
    assert titled("  ") == "Untitled"
    assert plain(("a ", Link("b", "#c"))) == "a b"


def test_anchors_are_unique_and_follow_reading_order() -> None:
    document = Document(
        title="x", sections=(Section("Same", (Section("Same", ()),)), Section("日本", ()), Section("Own", (), anchor="same"))
    )
    assert [section.title for _, section in walk_sections(document)] == ["Same", "Same", "日本", "Own"]
    assert list(anchors(document).values()) == ["same", "same-2", "section", "same-3"]


def test_tables_of_figures_and_of_nested_sections_are_found() -> None:
    names = [table.sheet_name for table in tables(hostile.hostile())]
    assert names == [hostile.TEXTS[2]]


def test_values_are_written_the_way_their_column_says() -> None:
    pounds = Currency()
    assert value_text(datetime(2026, 1, 5, 8), Column("x", Kind.MOMENT)) == "05 Jan 2026 08:00"
    assert value_text(datetime(2026, 1, 5, 8), Column("x", Kind.DATE)) == "05 Jan 2026"
    assert value_text(27_000, Column("x", Kind.DURATION, hours_per_day=Decimal("7.5"))) == "1 d"
    assert value_text(125_000, Column("x", Kind.PERCENT, digits=1)) == "12.5 %"
    assert money_text(Money(Decimal("-1240.5"), pounds)) == "\u2212£1,240.50"
    assert number_text(Decimal("1240.500")) == "1,240.5"
    assert number_text(10**20) == "100,000,000,000,000,000,000"
    assert cell_text(Cell(None, "none left"), Column("x", Kind.NUMBER)) == "none left"
