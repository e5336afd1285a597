"""How the pages of projects say days, spans of work and who decided."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.web.parts.span_of_days import short
from milepost.web.parts.value import day
from milepost.web.rooms.reading import Row

DAY_MINUTES = 450


def end_day(moment: str | None) -> date | None:
    """The day on which something ends, of a moment as answers give it; what ends at midnight ended on the day before."""
    return (datetime.fromisoformat(moment) - timedelta(minutes=1)).date() if moment else None


def on(value: date | str | None) -> str:
    """ "2 Mar 2026"; empty for none."""
    if not value:
        return ""
    return day(date.fromisoformat(value) if isinstance(value, str) else value)


def near(value: date | None) -> str:
    """ "2 Mar", where the year is plain."""
    return short(value) if value is not None else ""


def in_days(minutes: int | None, day_minutes: int = DAY_MINUTES) -> str:
    """ "14 days", "1.5 days", "3 hours": of work."""
    found = minutes or 0
    if 0 < found < day_minutes:
        hours = f"{found / 60:.1f}".removesuffix(".0")
        return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == "1" else 2) % {"hours": hours}
    told = f"{found / day_minutes:,.1f}".removesuffix(".0")
    return ngettext("%(days)s day", "%(days)s days", 1 if told == "1" else 2) % {"days": told}


def day_of_plan(work: Iterable[Row]) -> int:
    """How long a day is of which `scope-item.work` tells: that of the plan, where there is work."""
    return next((one["day_minutes"] for one in work if one["tasks"]), DAY_MINUTES)


def days_after(days: int) -> str:
    """How a day stands beside the one that was promised."""
    if not days:
        return _("on the committed day")
    words = ngettext("%(days)s day", "%(days)s days", abs(days)) % {"days": f"{abs(days):,}"}
    return (_("%(days)s after the commitment") if days > 0 else _("%(days)s before the commitment")) % {"days": words}


def tasks_told(count: int) -> str:
    """ "6 tasks"."""
    return ngettext("%(count)s task", "%(count)s tasks", count) % {"count": f"{count:,}"}


def named(reference: Any) -> str:
    """What a reference of a row is called; one that whoever looks may not see is said to be hidden."""
    if not reference:
        return ""
    return str(reference.get("title") or _("not visible to you"))


def given_by(approval: Row) -> str:
    """Who gave an approval."""
    return named(approval.get("given_by_contact") or approval.get("given_by_person"))
