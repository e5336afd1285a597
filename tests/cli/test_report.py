"""The report as a tree: titles are findings, every figure has its table, long plans say what they leave out."""

import sys

import pytest

from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.audience import for_audience
from milepost.cli.plan.layout import rows
from milepost.cli.plan.load import load_plans
from milepost.cli.plan.progress import Progress
from milepost.cli.plan.report import build_report
from milepost.cli.plan.schedule import planned
from milepost.documents.tree import (
    BulletList,
    Callout,
    CostCurve,
    Figure,
    Gantt,
    KeyFigures,
    LoadHistogram,
    Section,
    Table,
    plain,
    tables,
    walk_sections,
)
from milepost.engine import schedule_plan
from milepost.engine.model import Plan, Segment, Task
from milepost.exchange import mspdi
from milepost.values import HOUR
from tests.cli.plans import NETWORK, WEBSITE, at, long_plan, write, write_rich


@pytest.fixture
def portfolio(tmp_path):
    """A portfolio from texts of CSV files or from files that stand already."""

    def make(*plans, audience="internal", client=None):
        files = [plan if not isinstance(plan, str) else write(tmp_path, f"plan{n}.csv", plan) for n, plan in enumerate(plans)]
        request = Request(files=tuple(files), audience=audience, client=client)
        progress = Progress(sys.stderr, quiet=True)
        return for_audience(planned(load_plans(request, progress=progress), request, progress=progress), request)

    return make


def titles(document):
    """Titles of all sections, indented by depth."""
    return [("  " * (depth - 1)) + section.title for depth, section in walk_sections(document)]


def blocks(document, kind):
    """All blocks of a kind, in reading order."""
    found = []

    def below(some):
        for block in some:
            if isinstance(block, kind):
                found.append(block)
            if isinstance(block, Section):
                below(block.blocks)

    below((*document.opening, *document.sections))
    return found


def test_the_sections_of_one_project_stand_in_the_order_they_matter(portfolio, tmp_path):
    assert titles(build_report(portfolio(write_rich(tmp_path)))) == [
        "Finish on Tue 13 Jan 2026",
        "4 tasks from 5 Jan 2026 to 13 Jan 2026",
        "3 of 4 open tasks decide the finish",
        "Ann Smith has more work than time",
        "8 working days of work for 1 person",
        "Cost £7,290,403.55",
        "Everything in the files was read",
        "How these figures are computed",
    ]


def test_a_title_says_what_was_found(portfolio):
    found = titles(build_report(portfolio(WEBSITE)))
    assert found[0] == "Finish on Mon 19 Jan 2026, 1 working day after the deadline"
    assert "Ann Smith has more work than time" in found


def test_the_key_figures_come_first_and_say_how_they_are_computed(portfolio):
    figures = blocks(build_report(portfolio(WEBSITE)), KeyFigures)[0].figures
    assert [(figure.label, figure.value) for figure in figures] == [
        ("Finish", "19 Jan 2026"),
        ("Deadlines missed", "1 of 1"),
        ("Critical tasks", "4"),
        ("Overloaded", "1"),
    ]
    assert all(figure.explanation for figure in figures)


def test_every_chart_has_a_description_and_its_table(portfolio, tmp_path):
    figures = blocks(build_report(portfolio(write_rich(tmp_path), WEBSITE)), Figure)
    assert {type(figure.chart) for figure in figures} == {Gantt, LoadHistogram, CostCurve}
    assert all(figure.description and figure.table and figure.table.rows for figure in figures)


def test_the_chart_and_its_table_tell_the_same_tasks(portfolio):
    figure = next(f for f in blocks(build_report(portfolio(WEBSITE)), Figure) if isinstance(f.chart, Gantt))
    assert [row.name for row in figure.chart.rows] == [row.cells[0].value for row in figure.table.rows]
    assert [row.critical for row in figure.chart.rows if row.id != "1"] == [True, True, True, False, True]


def test_float_and_cost_have_no_column_for_a_client(portfolio, tmp_path):
    document = build_report(portfolio(write_rich(tmp_path), audience="client"))
    heads = {column.title for table in tables(document) for column in table.columns}
    assert not heads & {"Float", "Cost", "Spent", "What to do"} and "Critical" in heads
    assert not any(row.float_until for f in blocks(document, Figure) if isinstance(f.chart, Gantt) for row in f.chart.rows)


def test_several_projects_get_a_page_of_their_own_first(portfolio):
    found = titles(build_report(portfolio(WEBSITE, NETWORK)))
    assert found[0] == "1 of 2 projects misses a deadline"
    assert (
        found.index("Website move")
        < found.index("  Finish on Mon 19 Jan 2026, 1 working day after the deadline")
        < found.index("Network refresh")
    )


def test_a_very_long_plan_says_which_rows_it_lists(portfolio, monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 30)
    some = portfolio(long_plan(120))
    page, book = build_report(some), build_report(some, whole=True)
    listed = {table.caption: len(table.rows) for table in tables(page)}["All tasks"]
    assert listed <= 30 and {table.caption: len(table.rows) for table in tables(book)}["All tasks"] == 120
    assert any("This plan has 120 rows" in plain(callout.text) for callout in blocks(page, Callout))


def test_the_workbook_has_times_of_day(portfolio):
    some = portfolio(WEBSITE)
    kinds = {column.title: column.kind.value for table in tables(build_report(some, whole=True)) for column in table.columns}
    assert kinds["Start"] == "moment" and kinds["Finish"] == "moment"


def test_only_what_is_used_is_defined(portfolio, tmp_path):
    def defined(document):
        return next(section for _, section in walk_sections(document) if section.anchor == "method").blocks[0].items

    plain_names = " ".join(plain(item) for item in defined(build_report(portfolio(WEBSITE))))
    assert "Cost" not in plain_names and "Baseline" not in plain_names and "Float" in plain_names
    assert "Cost" in " ".join(plain(item) for item in defined(build_report(portfolio(write_rich(tmp_path)))))


def test_a_split_task_is_drawn_in_its_pieces(portfolio, tmp_path):
    pieces = (Segment(at("2026-01-05T08:00"), at("2026-01-05T17:00")), Segment(at("2026-01-08T08:00"), at("2026-01-08T17:00")))
    plan = Plan("Split", at("2026-01-05T08:00"), tasks=(Task("1", "Dig", duration=16 * HOUR, segments=pieces),))
    with (tmp_path / "split.xml").open("wb") as file:
        mspdi.write(plan, schedule=schedule_plan(plan), target=file)
    chart = next(f.chart for f in blocks(build_report(portfolio(tmp_path / "split.xml")), Figure) if isinstance(f.chart, Gantt))
    assert [(piece.start.day, piece.finish.day) for piece in chart.rows[0].segments] == [(5, 5), (8, 8)]


def test_the_tree_is_the_same_each_time(portfolio):
    some = portfolio(WEBSITE, NETWORK)
    assert build_report(some) == build_report(some)


def test_the_cover_of_several_projects_is_a_line_each_and_few_sentences(portfolio):
    document = build_report(portfolio(WEBSITE, NETWORK))
    tables = [block for block in document.opening if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["Where each project stands"]
    assert [table_row.cells[0].target for table_row in tables[0].rows] == [f"#project-{key}" for key in ("p1", "p2")]
    assert all(len(block.items) <= 3 for block in document.opening if isinstance(block, BulletList))


def test_the_cover_of_one_project_holds_at_most_eight_sentences(portfolio):
    document = build_report(portfolio(WEBSITE))
    (listed,) = (block for block in document.opening if isinstance(block, BulletList))
    assert 3 <= len(listed.items) <= 8 and listed.items[0].startswith("Finish on Mon 19 Jan 2026")
