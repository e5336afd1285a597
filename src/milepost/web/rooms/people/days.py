"""Days of people as cells: how much time there is, and in words what takes it. Made in Python, for a grid is many of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from milepost.kernel.entity import entity
from milepost.web.parts.icon import icon
from milepost.web.parts.span_of_days import short as short_day
from milepost.web.parts.span_of_days import weekday

Row = dict[str, Any]
ONE = timedelta(days=1)
ICONS = {"leave": "beach", "holiday": "star", "asked": "help", "there": "map-pin"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of somebody. `kind` is work, there (elsewhere), leave, part, asked, holiday or off; `main` and `sub` are what is printed,
    `short` is that where there is little room."""

    day: date
    kind: str
    main: str
    sub: str
    minutes: int
    pattern: int
    short: str = ""


def cell(row: Row, asked: str = "") -> Cell:
    """The cell of a row that person.days gave; `asked` is the part of the day that leave is asked for, as far as whoever looks may know."""
    day, minutes, pattern = date.fromisoformat(row["day"]), row["minutes"], row["pattern"]
    kind, main, sub, short = "work", hours(minutes), "", ""
    if not pattern:
        kind, main = "off", "–"
    elif not minutes and row["leave"]:
        kind, main = "leave", _("Leave")
    elif not minutes:
        kind, main, sub = "holiday", _("Holiday"), row["holiday"]
    elif row["leave"]:
        kind, sub, short = (
            "part",
            *((_("morning off"), _("a.m. off")) if row["leave"] == "morning" else (_("afternoon off"), _("p.m. off"))),
        )
    elif asked:
        kind, sub, short = "asked", _("leave asked"), _("asked")
    elif row["place"]:
        told = entity("whereabouts").by_name["place"].input.options[row["place"]]  # type: ignore[attr-defined]
        kind, sub = "there", (row["site"] or {}).get("title") or _(told)
        sub = _("%(place)s, overnight") % {"place": sub} if row["overnight"] else sub
    return Cell(day, kind, main, sub, minutes, pattern, short or sub)


def hours(minutes: int) -> str:
    """7.5, as people say it of a day."""
    return formats.number_format(round(minutes / 60, 2)).rstrip("0").rstrip(".,") if minutes % 60 else str(minutes // 60)


def parts_asked(leave: Iterable[Row], person: int | None = None) -> dict[date, str]:
    """By day the part for which leave is asked."""
    found: dict[date, str] = {}
    for one in leave:
        if one.get("state", "requested") == "requested" and (person is None or one["person"]["id"] == person):
            day, last = date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])
            while day <= last:
                found[day] = one["part"] or "day"
                day += ONE
    return found


def weeks(cells: Sequence[Cell], today: date) -> SafeString:
    """A table of weeks: a row for each, Monday to Sunday, and the hours of it at its end. Weekends only where somebody works on them."""
    last = 7 if any(one.pattern for one in cells if one.day.weekday() > 4) else 5
    head = format_html_join("", '<th scope="col">{}</th>', ((formats.date_format(one.day, "D"),) for one in cells[:last]))
    rows = []
    for start in range(0, len(cells), 7):
        week = cells[start : start + 7]
        told = format_html_join("", "{}", ((_day(one, today),) for one in week[:last]))
        there, whole = sum(one.minutes for one in week), sum(one.pattern for one in week)
        name = _("This week") if week[0].day <= today <= week[-1].day else _("From %(day)s") % {"day": short_day(week[0].day)}
        rows.append(
            format_html(
                '<tr><th scope="row">{}</th>{}<td class="number total"><b>{}</b><small>{}</small></td></tr>',
                name,
                told,
                _("%(hours)s h") % {"hours": hours(there)},
                _("of %(hours)s") % {"hours": hours(whole)} if there != whole else "",
            )
        )
    body = format_html_join("", "{}", ((one,) for one in rows))
    return format_html(
        '<table class="weeks"><caption class="unseen">{}</caption><thead><tr><th scope="col"><span class="unseen">{}</span></th>{}'
        '<th scope="col" class="number">{}</th></tr></thead><tbody>{}</tbody></table>',
        _("Hours of each day"),
        _("Week"),
        head,
        _("Hours"),
        body,
    )


def _day(one: Cell, today: date) -> SafeString:
    return format_html(
        '<td class="day {}"{}><small>{}</small><b>{}{}</b><span>{}</span></td>',
        f"{one.kind} past" if one.day < today else one.kind,
        SafeString(' aria-current="date"') if one.day == today else "",
        one.day.day,
        icon(ICONS[one.kind]) if one.kind in ICONS and one.kind != "there" else "",
        one.main,
        one.sub,
    )


@dataclass(frozen=True, slots=True)
class Absence:
    """Days of leave of somebody that follow each other, across days on which nobody works. `half` where each of them is half a day; `open`
    where it reaches to the end of the days that were looked at, and so may be longer."""

    person: int
    first: date
    last: date
    half: bool
    open: bool


def absences(days: Mapping[int, Sequence[Cell]], today: date) -> list[Absence]:
    """Who is away from when to when, from today on."""
    found = []
    for person, cells in days.items():
        away: list[Cell] = []
        for one in cells:
            if one.day >= today and one.kind in ("leave", "part"):
                away.append(one)
            elif one.kind not in ("off", "holiday"):
                found += _absence(person, away, still=False)
                away = []
        found += _absence(person, away, still=True)
    return sorted(found, key=lambda one: (one.first, one.last, one.person))


def _absence(person: int, away: Sequence[Cell], *, still: bool) -> list[Absence]:
    return [Absence(person, away[0].day, away[-1].day, all(one.kind == "part" for one in away), still)] if away else []


def today_told(one: Cell | None, away: Absence | None = None) -> tuple[str, str, str]:
    """Tone, icon and sentence of where somebody is today; `away` is the absence that they are in."""
    if one is None:
        return "", "", ""
    if one.kind == "off":
        return "", "clock", _("Does not work today")
    if one.kind == "leave":
        return "warn", "beach", _until(away)
    if one.kind == "holiday":
        return "warn", "star", _("Public holiday: %(name)s") % {"name": one.sub} if one.sub else _("Public holiday")
    if one.kind == "part":
        return "warn", "beach", _("Here %(hours)s h today, %(off)s") % {"hours": one.main, "off": one.sub}
    if one.kind == "there":
        return "good", "map-pin", _("%(place)s today, %(hours)s h") % {"place": one.sub, "hours": one.main}
    return "good", "circle-check", _("In today, %(hours)s h") % {"hours": one.main}


def _until(away: Absence | None) -> str:
    if away is None or (away.last == away.first and not away.open):
        return _("On leave today")
    told = _("On leave until %(day)s or longer") if away.open else _("On leave until %(day)s")
    return told % {"day": weekday(away.last)}
