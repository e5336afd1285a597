"""Texts of MSPDI to values: every parser returns the value, or raises ValueError with what was expected.

`Doubtful` carries a value that could be read although the text is not what the format wants; the reader uses it and says so.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar

from milepost.values import DAY, HOUR, MINUTE, read_moment, said, to_share

T = TypeVar("T")

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?", re.ASCII)
_SPAN = re.compile(
    r"(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(\.\d{1,12})?S)?)?", re.ASCII
)
_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_CACHE = 1 << 15
_FIRST_YEAR, _LAST_YEAR = "1900", "2999"
_END = read_moment("3000-01-01")
LONGEST_SPAN = 1000 * 365 * DAY
"""A thousand years: more is a slip of the pen, and would take the engine's calendars beyond reason."""


class Doubtful(Exception):
    """A readable value in an unusual form: `value`, a `code` for the notice, and `message` saying what was made of it."""

    def __init__(self, value: object, code: str, message: str) -> None:
        super().__init__(message)
        self.value = value
        self.code = code
        self.message = message


def text(raw: str) -> str:
    """The text itself."""
    return raw


@lru_cache(_CACHE)
def moment(raw: str) -> int:
    """Seconds since 1970-01-01 of a local date and time."""
    found = _MOMENT.fullmatch(raw.strip())
    if found is None or not _FIRST_YEAR <= raw.strip()[:4] <= _LAST_YEAR:
        raise ValueError(said("a date and time from 1900 to 2999 such as 2026-01-05T08:00:00"))
    day, clock, seconds, zone = found.groups()
    try:
        value = read_moment(day) + DAY if clock == "24:00" else read_moment(f"{day}T{clock or '00:00'}{seconds or ''}")
    except ValueError:
        raise ValueError(said("a date that exists and a time from 00:00:00 to 23:59:59")) from None
    if value >= _END:
        raise ValueError(said("a date and time from 1900 to 2999"))
    if zone:
        raise Doubtful(value, "time-zone-ignored", "it has a time zone; plan time is local, so the clock time was taken as it stands.")
    return value


@lru_cache(_CACHE)
def span(raw: str) -> int:
    """Seconds of a duration PTnHnMnS, not negative."""
    found = _SPAN.fullmatch(raw.strip())
    if found is None or raw.strip()[-1:] in ("P", "T"):
        raise ValueError(said("a duration such as PT8H0M0S"))
    minus, years, months, days, hours, minutes, seconds, fraction = found.groups()
    if int(years or 0) or int(months or 0):
        raise ValueError(said("a duration in hours, minutes and seconds such as PT8H0M0S (years and months have no fixed length)"))
    value = int(days or 0) * DAY + int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + int(seconds or 0)
    value += int(fraction is not None and float(fraction) >= 0.5)
    if minus and value:
        raise ValueError(said("a duration that is not negative"))
    if value > LONGEST_SPAN:
        raise ValueError(said("a duration of at most 1,000 years"))
    if int(days or 0):
        raise Doubtful(value, "duration-in-days", "it counts days, which MSPDI does not; each was taken as 24 hours.")
    return value


@lru_cache(_CACHE)
def time_of_day(raw: str) -> int:
    """Seconds since midnight."""
    found = _TIME.fullmatch(raw.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (99, 0, 0)
    value = hours * HOUR + minutes * MINUTE + seconds
    if value > DAY or minutes > 59 or seconds > 59:
        raise ValueError(said("a time such as 08:00:00"))
    return value


def integer(raw: str) -> int:
    """A whole number."""
    if raw.isdecimal() and raw.isascii() and len(raw) < 16:
        return int(raw)
    if not _INTEGER.fullmatch(raw.strip()):
        raise ValueError(said("a whole number"))
    return int(raw)


@lru_cache(1024)
def percent(raw: str) -> int:
    """A whole number from 0 to 100."""
    value = integer(raw)
    if not 0 <= value <= 100:
        raise ValueError(said("a whole number from 0 to 100"))
    return value


_FLAGS = {"0": False, "1": True, "false": False, "true": True}


def flag(raw: str) -> bool:
    """0 or 1 (or false or true)."""
    value = _FLAGS.get(raw)
    if value is None:
        value = _FLAGS.get(raw.strip())
    if value is None:
        raise ValueError(said("0 or 1"))
    return value


def uid(raw: str) -> str:
    """A unique id, as the plan writes ids: the number without signs or zeros in front."""
    return str(integer(raw))


@lru_cache(_CACHE)
def number(raw: str) -> Decimal:
    """A plain decimal number of reasonable size."""
    try:
        value = Decimal(raw.strip())
    except InvalidOperation:
        raise ValueError(said("a number such as 112500 or 0.75")) from None
    if len(raw) > 200 or not value.is_finite() or not -20 < value.adjusted() < 20:
        raise ValueError(said("a number such as 112500 or 0.75 of a reasonable size"))
    return value


def days(raw: str) -> Decimal:
    """A number of days that a plan can have."""
    value = number(raw)
    if abs(value) > LONGEST_SPAN // DAY:
        raise ValueError(said("a number of days of at most 1,000 years"))
    return value


def money(raw: str) -> Decimal:
    """An amount of money; MSPDI writes hundredths (112500 is 1125.00)."""
    return number(raw).scaleb(-2)


@lru_cache(_CACHE)
def share(raw: str) -> int:
    """Millionths of full time; MSPDI writes 1 for 100 %."""
    value = number(raw)
    if value < 0 or value > 10**9:
        raise ValueError(said("a share that is not negative, 1 for 100 %"))
    return to_share(value)


def tenths(raw: str) -> int:
    """Seconds; MSPDI writes tenths of a minute."""
    try:
        value = int(number(raw).to_integral_value()) * 6
    except ValueError:
        raise ValueError(said("a whole number of tenths of a minute")) from None
    if abs(value) > LONGEST_SPAN:
        raise ValueError(said("tenths of a minute of at most 1,000 years"))
    return value


def choice(options: Mapping[int, T], what: str) -> Callable[[str], T]:
    """A parser for one of some numbers, each standing for a value; `what` names them for the message."""

    def parse(raw: str) -> T:
        try:
            return options[int(raw)]
        except (KeyError, ValueError):
            raise ValueError(said("{what}: one of {map}", what=what, map=", ".join(map(str, options)))) from None

    return parse
