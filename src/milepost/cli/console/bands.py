"""Tables that are wider than the terminal: bands of columns below each other, each with the names of its lines."""

import textwrap
from collections.abc import Iterator, Sequence

from milepost.cli.console.screen import Screen, clean, columns, fit, padded
from milepost.cli.console.table import Heading, Line, print_table

NAMES, TITLES = 24, 10
"""How wide the names of lines and of columns may be: a name of a column that is longer takes several lines."""
GAP = 2
LEFT_OUT = "Whoever has nothing in a part is left out of it."


def print_bands(screen: Screen, headings: Sequence[Heading], lines: Sequence[Line]) -> None:
    """As one table where it fits. The first column names the lines, the others hold what is short. In a band a line without anything is
    left out, and it is said that there are such."""
    titles = [clean(one.title) for one in headings]
    rows = [tuple(clean(text) for text in line.texts) for line in lines]
    whole = [max(columns(title), *(columns(row[n]) for row in rows)) for n, title in enumerate(titles)]
    if sum(whole) + GAP * (len(whole) - 1) <= screen.width:
        print_table(screen, headings, lines, indent=0)
        return
    names = min(whole[0], NAMES)
    widths = [names, *(_width(title, [row[n] for row in rows]) for n, title in enumerate(titles[1:], 1))]
    left_out = False
    for number, band in enumerate(_bands(widths, screen.width)):
        if number:
            screen.line()
        shown = [row for row in rows if any(row[n] for n in band)]
        left_out |= len(shown) < len(rows)
        _print_band(screen, titles, shown, [0, *band], widths)
    if left_out:
        screen.line()
        screen.paragraph(LEFT_OUT, indent=0, kind="quiet")


def _width(title: str, cells: Sequence[str]) -> int:
    """As wide as its widest cell, and as the longest word of its name as far as that goes."""
    return max(min(max(map(columns, title.split()), default=1), TITLES), *map(columns, cells), 1)


def _bands(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Columns that stand beside the names together; at least one, however narrow the terminal is."""
    band: list[int] = []
    used = widths[0]
    for n, width in enumerate(widths[1:], 1):
        if band and used + GAP + width > room:
            yield band
            band, used = [], widths[0]
        band.append(n)
        used += GAP + width
    if band:
        yield band


def _print_band(screen: Screen, titles: Sequence[str], rows: Sequence[Sequence[str]], band: Sequence[int], widths: Sequence[int]) -> None:
    stacks = {n: _stacked(titles[n], widths[n]) if n else [fit(titles[n], widths[n])] for n in band}
    deep = max(map(len, stacks.values()))
    for level in range(deep):
        parts = {n: stack[level - deep + len(stack)] if level >= deep - len(stack) else "" for n, stack in stacks.items()}
        screen.line(screen.paint(_joined(parts, widths), "quiet"))
    for row in rows:
        screen.line(_joined({n: row[n] if n else fit(row[n], widths[n]) for n in band}, widths))


def _stacked(title: str, width: int) -> list[str]:
    """The name in lines of that width, whole; letters that take two columns are counted so."""
    return textwrap.wrap(title, width if columns(title) <= len(title) else max(width // 2, 1), break_on_hyphens=False) or [""]


def _joined(texts: dict[int, str], widths: Sequence[int]) -> str:
    return (" " * GAP).join(padded(text, widths[n], end=bool(n)) for n, text in texts.items()).rstrip()
