"""Sentences that stay translatable: their value is the English text, and they keep what it was made of for other languages."""

import string
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Protocol

MOMENT = "moment"
"""The format of a moment in a template, {at:moment}: in English its hour, day and UTC; for a reader as they write it where they are."""
DAY, SHORT_DAY, MINUTE, MONTH, SHORT_MONTH = "day", "short-day", "minute", "month", "short-month"
WEEKDAY_MINUTE = "weekday-minute"
"""Formats of days in a template, {due:day}: 05 Jan 2026; 5 Jan, where the year is known; 05 Jan 2026 08:00, by a clock that is known;
January; Jan; and Mon 5 Jan 2026 08:00."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PLAIN = (int, float, Decimal, date)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Tongue(Protocol):
    """How somebody reads: what a template is in their language, and how they write days, moments and numbers."""

    def one(self, template: str) -> str:
        """The template."""

    def several(self, one: str, many: str, count: int) -> str:
        """That of the two which the count asks for."""

    def value(self, value: Any, form: str) -> str:
        """A text, number, day or moment; `form` is the format that the template asks for, or nothing."""


class English:
    """The language of the source, which programs are answered in too."""

    def one(self, template: str) -> str:
        return template

    def several(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def value(self, value: Any, form: str) -> str:
        if isinstance(value, date) and form in DAYS:
            return DAYS[form](value)
        return f"{value:%H:%M on %d %B %Y} UTC" if form == MOMENT else format(value, form)


def _day(when: date) -> str:
    return f"{when.day:02d} {MONTHS[when.month - 1][:3]} {when.year}"


DAYS: Mapping[str, Callable[[Any], str]] = {
    DAY: _day,
    SHORT_DAY: lambda when: f"{when.day} {MONTHS[when.month - 1][:3]}",
    MINUTE: lambda when: f"{_day(when)} {when:%H:%M}" if isinstance(when, datetime) else _day(when),
    MONTH: lambda when: MONTHS[when.month - 1],
    SHORT_MONTH: lambda when: MONTHS[when.month - 1][:3],
    WEEKDAY_MINUTE: lambda when: f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1][:3]} {when.year} {when:%H:%M}",
}
"""As the source writes them: two figures for the day, so that columns of days line up."""
ENGLISH = English()


class Said(str):
    """An English sentence that can be said otherwise: `template` with its `values` (texts, numbers, days, moments, other sentences), and
    for several of something `many` and how much is `counted`. `shape` is "lower" or "first" for one whose letters were changed."""

    template: str
    values: Mapping[str, Any]
    many: str
    counted: int
    shape: str

    def __new__(cls, template: str, values: Mapping[str, Any] | None = None, *, many: str = "", count: int = 0, shape: str = "") -> "Said":
        kept = {name: _kept(value) for name, value in (values or {}).items()}
        chosen = ENGLISH.several(template, many, count) if many else template
        made = super().__new__(cls, _shaped(_filled(chosen, kept, ENGLISH), shape))
        made.template, made.values, made.many, made.counted, made.shape = template, kept, many, count, shape
        return made

    def told(self, tongue: Tongue) -> str:
        """In that language. A translation that asks for what there is not is left aside, and the English stands."""
        if not self.template:
            return ""
        chosen = tongue.several(self.template, self.many, self.counted) if self.many else tongue.one(self.template)
        try:
            text = _filled(chosen, self.values, tongue)
        except (KeyError, ValueError, IndexError):
            text = _filled(ENGLISH.several(self.template, self.many or self.template, self.counted), self.values, tongue)
        return _shaped(text, self.shape)

    def shaped(self, shape: str) -> "Said":
        """The same with other letters."""
        return Said(self.template, self.values, many=self.many, count=self.counted, shape=shape)

    def lower(self) -> "Said":
        return self.shaped("lower")

    def __add__(self, other: str) -> "Said":
        return Said("{one}{more}", {"one": self, "more": other})

    def __radd__(self, other: str) -> "Said":
        return Said("{one}{more}", {"one": other, "more": self})

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.template, dict(self.values), self.many, self.counted, self.shape)


def said(template: str, /, **values: Any) -> Said:
    """said("{who} has left", who=person.name): the template is a plain text, which translators are given."""
    return Said(template, values)


def said_many(one: str, many: str, /, *, count: int, **values: Any) -> Said:
    """said_many("{count} task", "{count} tasks", count=3): `count` chooses between the two, and can stand in them."""
    return Said(one, {"count": count, **values}, many=many, count=count)


@lru_cache(4096)
def word(text: str) -> str:
    """A word that something is described by (a label, the name of a kind), which the catalogues have as it is; nothing of nothing."""
    return Said(text) if text else ""


def listed(parts: Iterable[str], between: str = ", ") -> Said:
    """All of them one after the other; each may be a sentence or data."""
    found: dict[str, Any] = {}
    names = []
    for place, part in enumerate(parts):
        if place:
            found[f"between{place}"] = between
            names.append(f"{{between{place}}}")
        found[f"part{place}"] = part
        names.append(f"{{part{place}}}")
    return Said("".join(names), found)


def begun(text: str) -> str:
    """The sentence with a capital letter at its beginning."""
    return text.shaped("first") if isinstance(text, Said) else text[:1].upper() + text[1:]


def packed(value: Any) -> Any:
    """A JSON value whose sentences keep what they are made of; `unpacked` is the way back."""
    if isinstance(value, Said):
        values = {name: _packed_value(one) for name, one in value.values.items()}
        return {_PACKED: [value.template, values, value.many, value.counted, value.shape]}
    if isinstance(value, Mapping):
        return {name: packed(one) for name, one in value.items()}
    return [packed(one) for one in value] if isinstance(value, list | tuple) else value


def unpacked(found: dict[str, Any]) -> Any:
    """An object of JSON, or the value that was packed into it: for `json.loads(…, object_hook=unpacked)`."""
    if len(found) != 1:
        return found
    (name, value), *_ = found.items()
    try:
        return _again(*value) if name == _PACKED else _TYPES[name](value) if name in _TYPES else found
    except (TypeError, ValueError, ArithmeticError, KeyError, AttributeError):  # data that only looks like it
        return found


_PACKED = "~said"
_TYPES: Mapping[str, Callable[[str], Any]] = {"~moment": datetime.fromisoformat, "~day": date.fromisoformat, "~number": Decimal}


def _packed_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"~moment": value.isoformat()}
    if isinstance(value, date):
        return {"~day": value.isoformat()}
    return {"~number": str(value)} if isinstance(value, Decimal) else packed(value)


def _again(template: str, values: Mapping[str, Any], many: str, count: int, shape: str) -> Said:
    return Said(template, values, many=many, count=count, shape=shape)


def _kept(value: Any) -> Any:
    """What never changes afterwards; anything else as its text."""
    if isinstance(value, Said) or type(value) is str or (isinstance(value, PLAIN) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Exception) and value.args and isinstance(value.args[0], Said):
        return value.args[0]
    return format(value, "")


@lru_cache(4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple(string.Formatter().parse(template))


def _filled(template: str, values: Mapping[str, Any], tongue: Tongue) -> str:
    """Only plain names stand in templates, so that a translation reaches nothing but the values. Without values it is no template."""
    if not values:
        return template
    parts = []
    for literal, name, form, _ in _parsed(template):
        parts.append(literal)
        if name is not None:
            value = values[name]
            parts.append(value.told(tongue) if isinstance(value, Said) else tongue.value(value, form or ""))
    return "".join(parts)


def _shaped(text: str, shape: str) -> str:
    return text.lower() if shape == "lower" else text[:1].upper() + text[1:] if shape == "first" else text
