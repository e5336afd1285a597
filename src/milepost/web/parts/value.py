"""A value as people read it, from the JSON in which rows hold it."""

from datetime import date, datetime
from functools import singledispatch
from html import escape
from typing import Any

from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Address, Choice, Day, Flag, Input, Instant, LocalMoment, LongText, Percent, Ref, Span, Words
from milepost.web.address import record_url

NONE = SafeString("")


def shown(asked: Input, value: Any) -> SafeString:
    """The value in one line of HTML; empty for none."""
    return NONE if value is None or value == "" or value == [] else _shown(asked, value)


def shown_whole(asked: Input, value: Any) -> SafeString:
    """The value with its paragraphs."""
    if isinstance(asked, LongText) and value:
        return SafeString(linebreaks(value, autoescape=True))
    return shown(asked, value)


@singledispatch
def _shown(asked: Input, value: Any) -> SafeString:
    return conditional_escape(str(value))


@_shown.register
def _(asked: Choice, value: Any) -> SafeString:
    return conditional_escape(gettext(asked.options.get(value, value)))


@_shown.register
def _(asked: Flag, value: Any) -> SafeString:
    return conditional_escape(gettext("Yes") if value else gettext("No"))


@_shown.register
def _(asked: Day, value: Any) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value, day(date.fromisoformat(value)))


@_shown.register
def _(asked: Instant, value: Any) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value, moment(datetime.fromisoformat(value)))


@_shown.register
def _(asked: LocalMoment, value: Any) -> SafeString:
    at = datetime.fromisoformat(value)
    return format_html('<time datetime="{}">{} {}</time>', value, day(at.date()), formats.time_format(at.time(), "TIME_FORMAT"))


@_shown.register
def _(asked: Percent, value: Any) -> SafeString:
    return format_html("{} %", value)


@_shown.register
def _(asked: Span, value: Any) -> SafeString:
    return format_html("{}", span(value))


@_shown.register
def _(asked: Words, value: Any) -> SafeString:
    return conditional_escape(", ".join(value))


@_shown.register
def _(asked: Address, value: Any) -> SafeString:
    plain = escape(value)
    return SafeString(f'<a href="mailto:{plain}">{plain}</a>')


@_shown.register
def _(asked: Ref, value: Any) -> SafeString:
    if value.get("title") is None:
        return format_html('<span class="muted">{}</span>', gettext("not visible to you"))
    return SafeString(f'<a href="{escape(record_url(entity_named(asked.entity), value))}">{escape(str(value["title"]))}</a>')


def day(value: date) -> str:
    """23 Nov 2026, or 11/23/2026: as the reader's language has it."""
    return str(formats.date_format(value, "DATE_FORMAT"))


def moment(value: datetime) -> str:
    """23 Nov 2026, 09:30 where the reader is."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {formats.time_format(local.time(), 'TIME_FORMAT')}"


def span(minutes: int) -> str:
    """7 h 30 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)
