"""What a column of a file takes, in words for whoever fills it in."""

from functools import singledispatch

from django.utils.translation import gettext

from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import (
    Address,
    Choice,
    Country,
    Day,
    Flag,
    Hours,
    Input,
    Instant,
    LongText,
    Lookup,
    Number,
    Percent,
    Ref,
    Span,
    Text,
    Whole,
    Words,
    Zone,
)


@singledispatch
def takes(asked: Input) -> str:
    """Such as "a day: 2026-01-31"."""
    return gettext("such as %(example)s") % {"example": asked.example()}


@takes.register
def _(asked: Text) -> str:
    return gettext("text of at most %(most)s characters") % {"most": f"{asked.most:,}"}


@takes.register
def _(asked: LongText) -> str:
    return gettext("text, of several lines if need be, of at most %(most)s characters") % {"most": f"{asked.most:,}"}


@takes.register
def _(asked: Address) -> str:
    return gettext("an address of mail: ann@example.org")


@takes.register
def _(asked: Country) -> str:
    return gettext("a country in two letters: GB")


@takes.register
def _(asked: Lookup) -> str:
    first = gettext(", at first %(words)s") % {"words": ", ".join(asked.first)} if asked.first else ""
    return gettext("a word of the list '%(name)s'") % {"name": asked.lookup} + first


@takes.register
def _(asked: Choice) -> str:
    return gettext("one of: %(words)s") % {"words": ", ".join(gettext(word) for word in asked.options.values())}


@takes.register
def _(asked: Flag) -> str:
    return gettext("yes or no")


@takes.register
def _(asked: Day) -> str:
    return gettext("a day: 2026-01-31, or a cell that is a date")


@takes.register
def _(asked: Instant) -> str:
    return gettext("a moment: 2026-01-31T09:00:00Z, or a cell that is a date and time, in UTC")


@takes.register
def _(asked: Whole) -> str:
    return gettext("a whole number from %(least)s to %(most)s") % {"least": f"{asked.least:,}", "most": f"{asked.most:,}"}


@takes.register
def _(asked: Number) -> str:
    return gettext("a number with at most %(digits)s decimals: 12.5") % {"digits": asked.digits}


@takes.register
def _(asked: Percent) -> str:
    return gettext("per cent: 12.5")


@takes.register
def _(asked: Span) -> str:
    return gettext("a length of time: 7:30, or hours such as 7.5")


@takes.register
def _(asked: Hours) -> str:
    return gettext("hours of a day: 09:00-12:30, 13:30-17:00")


@takes.register
def _(asked: Zone) -> str:
    return gettext("a time zone: Europe/London")


@takes.register
def _(asked: Words) -> str:
    return gettext("words with commas between them")


@takes.register
def _(asked: Ref) -> str:
    target = entity_named(asked.entity)
    words = {"one": gettext(target.singular)}
    if target.prefix:
        return gettext("by its name or number: %(one)s") % words
    return gettext("by its name or id: %(one)s") % words
