"""A grid of people by days, made in Python: a template takes twenty times as long for as many cells."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from milepost.web.parts.icon import icon
from milepost.web.parts.span_of_days import short
from milepost.web.rooms.people.days import ICONS, Cell

Row = dict[str, Any]


def grid(days: Mapping[int, Sequence[Cell]], names: Mapping[int, str], known: Mapping[int, Row], today: date) -> SafeString:
    """A line for each person, a column for each day; days on which nobody works are left out. The head and the names stay in sight."""
    if not days:
        return SafeString("")
    first = next(iter(days.values()))
    shown = [place for place in range(len(first)) if any(cells[place].pattern or cells[place].minutes for cells in days.values())]
    holidays = {place: _holiday([cells[place] for cells in days.values()]) for place in shown}
    head = format_html_join("", "{}", ((_head(first[place].day, today, holidays[place]),) for place in shown))
    body = SafeString(
        "".join(
            format_html(
                '<tr><th scope="row">{}</th>{}</tr>',
                _name(names[key], known.get(key)),
                SafeString("".join(_cell(cells[place], today, holidays[place]) for place in shown)),
            )
            for key, cells in days.items()
        )
    )
    foot = format_html_join("", '<td class="number">{}</td>', ((_there([cells[place] for cells in days.values()]),) for place in shown))
    return format_html(
        '<table class="grid"><caption class="unseen">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody>'
        '<tfoot><tr><th scope="row">{}</th>{}</tr></tfoot></table>',
        _("Hours of everybody by day"),
        _("Person"),
        head,
        body,
        _("Here"),
        foot,
    )


def _holiday(cells: Sequence[Cell]) -> str:
    """The name of a holiday that all have who would have worked."""
    named = {one.sub for one in cells if one.kind == "holiday"}
    return named.pop() if len(named) == 1 and all(one.kind in ("holiday", "off") for one in cells) else ""


def _there(cells: Sequence[Cell]) -> str:
    """How many are there of those whose day it is."""
    due = [one for one in cells if one.pattern]
    return f"{sum(one.minutes > 0 for one in due)}/{len(due)}"


def _head(day: date, today: date, holiday: str) -> SafeString:
    marks = " ".join(filter(None, ("now" if day == today else "", "begins" if day.weekday() == 0 else "", "holiday" if holiday else "")))
    return format_html(
        '<th scope="col" class="{}"{}><span>{} </span><b>{}</b>{}</th>',
        marks,
        SafeString(' aria-current="date"') if day == today else "",
        formats.date_format(day, "D"),
        short(day) if day.day == 1 or day.weekday() == 0 else day.day,
        format_html("<small>{}</small>", holiday) if holiday else "",
    )


def _name(name: str, known: Row | None) -> SafeString:
    if known is None:
        return format_html("{}", name or _("not visible to you"))
    return format_html('<a href="/people/{}/">{}</a>', known["number"], name)


def _cell(one: Cell, today: date, holiday: str) -> SafeString:
    """The figure is printed in the cell; a sign and a word, read out and shown where there is room, say what takes the rest."""
    marks = " ".join(filter(None, (one.kind, "now" if one.day == today else "", "begins" if one.day.weekday() == 0 else "")))
    if one.kind in ("work", "off"):
        return format_html('<td class="{}">{}</td>', marks, one.main)
    if one.kind == "there":
        return format_html('<td class="{}">{}<small>{}</small></td>', marks, one.main, one.short)
    told = "" if holiday else one.short
    sign = icon(ICONS.get(one.kind, "beach"))
    return format_html('<td class="{}"><span>{}{}</span><small>{}</small></td>', marks, sign, one.main, told)
