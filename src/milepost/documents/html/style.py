"""The style sheet put together: tokens for light and dark, the style files, the charts' colours, and rules counted out here."""

import re
from pathlib import Path

from milepost.documents.charts.palette import DARK, LIGHT
from milepost.documents.charts.svg import FONT_STACK, chart_css, chart_css_for_both
from milepost.documents.html.figures import WIDEST_COLUMN
from milepost.documents.tree.table import DEEPEST_LEVEL

_LIGHT = """--ground:#fff;--raised:#f6f7f9;--ink:#1a2230;--quiet:#525f70;--rule:#dfe3e8;--firm:#8c97a5;--accent:#1f53c9;
--good:#15633f;--notice:#8a4b00;--bad:#ab1f15;--note-ground:#edf2fd;--warning-ground:#fdf3e2;--error-ground:#fcebe9"""
_DARK = """--ground:#151a21;--raised:#1c222b;--ink:#e6eaf0;--quiet:#a3afbe;--rule:#2d3643;--firm:#6d7a8b;--accent:#86a8ff;
--good:#6fd3a1;--notice:#f4b35e;--bad:#ff8d80;--note-ground:#1b2540;--warning-ground:#33270f;--error-ground:#3a1b18"""


_WITHIN = """--ink:var(--text);--quiet:var(--muted);--rule:var(--line);--firm:var(--field);--notice:var(--warn);
--note-ground:var(--info-ground);--warning-ground:var(--warn-ground);--error-ground:var(--bad-ground);--ground:var(--surface)"""
"""The report's colours in those of the pages of the house (base.css); those not named here have the same names."""


def style_sheet(*, rightward: bool = False) -> str:
    """The whole style sheet of a page of its own, without line breaks that do nothing."""
    parts = (
        f":root{{color-scheme:light dark;--font:{FONT_STACK};{_LIGHT}}}",
        _file("page.css"),
        _file("report.css"),
        _counted(),
        chart_css(LIGHT),
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}{chart_css(DARK)}}}",
        _file("print.css"),
        _rightward() if rightward else "",
    )
    return "".join(parts).replace("\n", "")


def style_within() -> str:
    """The same rules for a report within a page of the house, which says what is light and what is dark: all of them below `.document`."""
    rules = "".join((_file("report.css"), _counted(), chart_css_for_both(LIGHT, DARK), _file("print.css")))
    rules += f"&[dir=rtl]{{{_rightward()}}}"
    return f"@layer pages{{.document{{{_WITHIN};{rules}}}}}".replace("\n", "")


def _counted() -> str:
    """Indents and widths by their number."""
    indents = "".join(f".l-{level}{{padding-left:{6 + 16 * level}px!important}}" for level in range(1, DEEPEST_LEVEL + 1))
    narrow = "".join(f".names .l-{level}{{padding-left:{6 * min(level, 4)}px!important}}" for level in range(1, DEEPEST_LEVEL + 1))
    names = "".join(f".names .l-{level}{{padding-left:{13 * level}px!important}}" for level in range(1, DEEPEST_LEVEL + 1))
    widths = "".join(f".w-{width}{{width:{width}ch}}" for width in range(8, 61, 4))
    widths += "".join(f".m-{width}{{min-width:{width + 2}ch}}" for width in range(4, 17, 4))
    widths += "".join(f".names .c-{width}{{width:{width * 7.6 + 14:g}px}}" for width in range(WIDEST_COLUMN + 1))
    return f"{indents}{names}{widths}@media(max-width:720px){{{narrow}}}"


def _rightward() -> str:
    indents = "".join(f"th.l-{level}{{padding:5px {6 + 16 * level}px 5px 10px!important}}" for level in range(1, DEEPEST_LEVEL + 1))
    return f"{_file('rightward.css')}{indents}"


def _file(name: str) -> str:
    """A style file beside this module, without comments and without blanks that do nothing."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()
