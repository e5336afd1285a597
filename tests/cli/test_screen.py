"""The terminal: width, colour, wide characters, tables that give way."""

import io

import pytest

from milepost.cli.console.screen import PIPED, WIDEST, Screen, columns, fit, padded
from milepost.cli.console.table import Heading, Line, print_table


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_pipe_gets_a_fixed_width_and_no_colour():
    screen = Screen(io.StringIO())
    assert screen.width == PIPED and screen.paint("late", "bad") == "late"


def test_a_terminal_gets_colour_around_the_same_words():
    assert Screen(Terminal()).paint("late", "bad") == "\x1b[31mlate\x1b[0m"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_is_left_out_where_it_is_not_wanted(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert not Screen(Terminal()).color


def test_asked_for_colour_wins():
    assert Screen(io.StringIO(), color="always").color and not Screen(Terminal(), color="never").color


def test_a_very_wide_terminal_is_not_used_to_its_edge(monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    assert Screen(Terminal()).width == WIDEST


def test_wide_and_combining_characters_are_counted_as_they_are_shown():
    assert columns("日本") == 4 and columns("e\u0301") == 1
    assert fit("日本語", 5) == "日本…" and columns(padded("日", 4)) == 4


def table(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    screen = Screen(io.StringIO())
    headings = (Heading("No", end=True), Heading("Task", flexible=True), Heading("Finish"), Heading("Float", end=True, spare=1))
    print_table(screen, headings, [Line(("12", "Install switches in every cabinet of the depot", "Mon 5 Jan 2026", "1.5 d"))])
    return screen.stream.getvalue().splitlines()


def test_columns_line_up(monkeypatch):
    head, row = table(100, monkeypatch)
    assert head.index("Finish") == row.index("Mon 5") and head.rindex("t") == row.rindex("d")


def test_a_name_gives_way_before_a_date_does(monkeypatch):
    row = table(60, monkeypatch)[1]
    assert "…" in row and "Mon 5 Jan 2026" in row and "1.5 d" in row and len(row) <= 60


def test_on_a_very_narrow_terminal_a_spare_column_goes(monkeypatch):
    head, row = table(40, monkeypatch)
    assert "Float" not in head and "Mon 5 Jan 2026" in row and len(row) <= 40


def test_a_column_without_any_text_is_left_out(monkeypatch):
    screen = Screen(io.StringIO())
    print_table(screen, (Heading("Task", flexible=True), Heading("Deadline")), [Line(("Live", ""))])
    assert "Deadline" not in screen.stream.getvalue()
