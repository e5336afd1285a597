"""Moments of a plan's clock and spans of it, as people read them."""

from datetime import timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.inputs.local_moment import moment_of
from milepost.web.parts.value import day

DAY = 24 * 60
PERCENT = 10_000


def when(minutes: int | None) -> str:
    """ "Mon 2 Mar 2026 09:00"; empty for none."""
    if minutes is None:
        return ""
    at = moment_of(minutes)
    return f"{formats.date_format(at, 'D')} {day(at.date())} {formats.time_format(at.time(), 'TIME_FORMAT')}"


def time(minutes: int) -> str:
    """ "17:30"."""
    return str(formats.time_format(moment_of(minutes).time(), "TIME_FORMAT"))


def on_day(minutes: int | None, *, ends: bool = False) -> str:
    """ "Mon 2 Mar 2026"; what ends at midnight ended on the day before."""
    if minutes is None:
        return ""
    at = moment_of(minutes) - timedelta(minutes=1 if ends else 0)
    return f"{formats.date_format(at, 'D')} {day(at.date())}"


def later(minutes: int) -> str:
    """ "3 days later", "4 hours earlier", "as before": by the clock."""
    if not minutes:
        return _("as before")
    return (_("%(span)s later") if minutes > 0 else _("%(span)s earlier")) % {"span": clock(abs(minutes))}


def clock(minutes: int) -> str:
    """ "3 days", "1.5 days", "4 hours", "20 minutes": by the clock, nights and days off included."""
    if minutes >= 10 * DAY:
        days = round(minutes / DAY)
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"}
    if minutes >= DAY:
        rounded = f"{minutes / DAY:.1f}".removesuffix(".0")
        return ngettext("%(days)s day", "%(days)s days", 1 if rounded == "1" else 2) % {"days": rounded}
    if minutes >= 60:
        rounded = f"{minutes / 60:.1f}".removesuffix(".0")
        return ngettext("%(hours)s hour", "%(hours)s hours", 1 if rounded == "1" else 2) % {"hours": rounded}
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def per_cent(share: int) -> str:
    """Of millionths; what is not quite nothing or everything does not become it by rounding."""
    rounded = round(share / PERCENT)
    if share > 0 and not rounded:
        return _("less than 1 %")
    if share < 100 * PERCENT and rounded == 100:
        return _("more than 99 %")
    return f"{rounded} %"


def listed(names: list[str]) -> str:
    """ "Ann", "Ann and Bo", "Ann, Bo and Cy"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def working_days(first: int, last: int) -> str:
    """ "64 working days": from Monday to Friday, both ends counted."""
    one, other = moment_of(first).date(), moment_of(max(last - 1, first)).date()
    weeks, rest = divmod((other - one).days + 1, 7)
    days = weeks * 5 + sum(1 for further in range(rest) if (one.weekday() + further) % 7 < 5)
    return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": f"{days:,}"}
