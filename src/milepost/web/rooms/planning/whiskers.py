"""The forecast of a project as a small picture: from P50 to P80 beside the day that was promised, on one axis for the whole page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from milepost.web.rooms.planning.portfolio_lines import Line

WIDTH, HEIGHT, MARGIN, LABEL = 216, 22, 8, 24
MONTHS = 14
"""So far ahead the axis goes at most; what comes later is drawn at its end."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first to the last day; `today` lies in it."""

    first: date
    last: date
    today: date

    def x(self, day: date) -> int:
        """Where a day lies, in pixels from the left."""
        within = min(max(day, self.first), self.last)
        return MARGIN + (within - self.first).days * (WIDTH - 2 * MARGIN) // max((self.last - self.first).days, 1)


def axis_of(lines: Sequence[Line], today: date) -> Axis:
    """From a month ago, or the earliest promise, to the last forecast."""
    days = [day for one in lines for day in (one.committed, one.finish, one.p80) if day is not None]
    first = max(min([*days, today]), today - timedelta(days=45)) - timedelta(days=7)
    last = min(max([*days, today + timedelta(days=60)]), today + timedelta(days=30 * MONTHS)) + timedelta(days=7)
    return Axis(first, last, today)


def axis_svg(axis: Axis) -> SafeString:
    """The months, as many as there is room for, and today."""
    months = list(_months(axis))
    step = max(1, -(-len(months) // 6))
    shown = [(axis.x(day), formats.date_format(day, "M")) for day in months[::step] if axis.x(day) <= WIDTH - LABEL]
    ticks = format_html_join("", '<text x="{}" y="14">{}</text>', shown)
    return format_html(
        '<svg class="whisker" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>', WIDTH, 18, WIDTH, 18, ticks
    )


def whisker(one: Line, axis: Axis) -> SafeString:
    """A line for each month, today, the stretch from P50 to P80 (or the planned finish alone), and a diamond where it was promised. What it
    shows stands beside it in words."""
    middle = HEIGHT // 2
    grid = format_html_join("", '<path class="tick" d="M{} 0V{}"/>', ((axis.x(day), HEIGHT) for day in _months(axis)))
    now = format_html('<path class="now" d="M{} 0V{}"/>', axis.x(axis.today), HEIGHT)
    tone = "bad" if (one.late or 0) > 0 else "good" if one.late is not None else ""
    if one.p50 is not None and one.p80 is not None:
        left, right = axis.x(one.p50), axis.x(one.p80)
        mark = format_html(
            '<rect class="span {}" x="{}" y="{}" width="{}" height="8" rx="2"/>', tone, left, middle - 4, max(right - left, 4)
        )
    elif one.finish is not None:
        mark = format_html('<circle class="span {}" cx="{}" cy="{}" r="4"/>', tone, axis.x(one.finish), middle)
    else:
        mark = SafeString("")
    promised = SafeString("")
    if one.committed is not None:
        at = axis.x(one.committed)
        promised = format_html('<path class="promise" d="M{} {}l5 5-5 5-5-5z"/>', at, middle - 5)
    return format_html(
        '<svg class="whisker" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}{}{}{}</svg>',
        *(WIDTH, HEIGHT, WIDTH, HEIGHT, grid, now, mark, promised),
    )


def _months(axis: Axis) -> list[date]:
    """First days within the axis."""
    found = []
    day = date(axis.first.year, axis.first.month, 1)
    while day <= axis.last:
        if day >= axis.first:
            found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found
