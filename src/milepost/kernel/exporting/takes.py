"""What a column of a file takes, in words for whoever fills it in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

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

TAKES: Mapping[type[Input], str] = {
    Input: gettext_noop("such as %(example)s"),
    Text: gettext_noop("text of at most %(most)s characters"),
    LongText: gettext_noop("text, of several lines if need be, of at most %(most)s characters"),
    Address: gettext_noop("an address of mail: ann@example.org"),
    Country: gettext_noop("a country in two letters: GB"),
    Lookup: gettext_noop("a word of the list '%(name)s'"),
    Choice: gettext_noop("one of: %(words)s"),
    Flag: gettext_noop("yes or no"),
    Day: gettext_noop("a day: 2026-01-31, or a cell that is a date"),
    Instant: gettext_noop("a moment: 2026-01-31T09:00:00Z, or a cell that is a date and time, in UTC"),
    Whole: gettext_noop("a whole number from %(least)s to %(most)s"),
    Number: gettext_noop("a number with at most %(digits)s decimals: 12.5"),
    Percent: gettext_noop("per cent: 12.5"),
    Span: gettext_noop("a length of time: 7:30, or hours such as 7.5"),
    Hours: gettext_noop("hours of a day: 09:00-12:30, 13:30-17:00"),
    Zone: gettext_noop("a time zone: Europe/London"),
    Words: gettext_noop("words with commas between them"),
    Ref: gettext_noop("by its name or id: %(one)s"),
}
"""By type of input; one that is not here takes what the next more general takes."""


def takes(asked: Input) -> str:
    """Such as "a day: 2026-01-31"."""
    told = next(TAKES[kind] for kind in type(asked).__mro__ if kind in TAKES)
    if isinstance(asked, Ref) and entity_named(asked.entity).prefix:
        told = gettext_noop("by its name or number: %(one)s")
    first = gettext(", at first %(words)s") % {"words": ", ".join(asked.first)} if isinstance(asked, Lookup) and asked.first else ""
    return gettext(told) % _particulars(asked) + first


def _particulars(asked: Any) -> dict[str, str]:
    """What the words have a place for."""
    numbers = {name: f"{getattr(asked, name):,}" for name in ("least", "most", "digits") if isinstance(getattr(asked, name, None), int)}
    if isinstance(asked, Choice):
        return {"words": ", ".join(gettext(word) for word in asked.options.values())}
    if isinstance(asked, Lookup):
        return {"name": asked.lookup}
    if isinstance(asked, Ref):
        return {"one": gettext(entity_named(asked.entity).singular)}
    return {**numbers, "example": str(asked.example())}
