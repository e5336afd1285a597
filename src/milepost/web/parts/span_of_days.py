"""Days and spans of days, short: "23 Nov", "3–7 Dec", as the reader's language orders them."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from milepost.web.parts.value import day


def short(value: date) -> str:
    """23 Nov, or Nov 23: for days near enough that the year is plain."""
    return str(formats.date_format(value, "MONTH_DAY_FORMAT"))


def weekday(value: date) -> str:
    """Mon 23 Nov."""
    return f"{formats.date_format(value, 'D')} {short(value)}"


def span_told(first: date, last: date, part: str = "day") -> str:
    """ "Thu 3 Dec", "3–7 Dec" or "28/12/2026 – 4/1/2027", and which half."""
    if first == last:
        told = weekday(first)
    elif first.year != last.year:
        told = f"{day(first)} – {day(last)}"
    elif first.month == last.month:
        told = f"{first.day}–{short(last)}" if short(last)[0].isdecimal() else f"{short(first)}–{last.day}"
    else:
        told = f"{short(first)} – {short(last)}"
    half = {"morning": _("mornings only"), "afternoon": _("afternoons only")}.get(part or "day", "")
    return f"{told}, {half}" if half else told
