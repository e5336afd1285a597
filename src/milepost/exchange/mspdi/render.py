"""Values to the texts of MSPDI, and elements to XML."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from milepost.exchange.mspdi.carry import Extras, Kept
from milepost.values import DAY, FULL_SHARE, HOUR, MINUTE, moment_text

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters no XML document may contain, not even escaped."""
_SPECIAL = re.compile(r"[&<>\r]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def escape(text: str) -> str:
    """Text ready to stand in an element; characters that XML cannot hold become U+FFFD (the writer tells, see `forbidden`)."""
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("\ufffd", text)
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], text) if _SPECIAL.search(text) else text


def forbidden(text: str) -> bool:
    """Whether the text has characters that XML cannot hold."""
    return _FORBIDDEN.search(text) is not None


@lru_cache(1 << 15)
def moment(value: int) -> str:
    """2026-01-05T08:00:00."""
    return moment_text(value)


@lru_cache(1 << 15)
def span(seconds: int) -> str:
    """PT8H0M0S."""
    hours, rest = divmod(seconds, HOUR)
    return f"PT{hours}H{rest // MINUTE}M{rest % MINUTE}S"


def time_of_day(seconds: int) -> str:
    """08:00:00; the end of the day is 00:00:00."""
    seconds %= DAY
    return f"{seconds // HOUR:02}:{seconds % HOUR // MINUTE:02}:{seconds % MINUTE:02}"


def flag(value: bool) -> str:
    """0 or 1."""
    return "1" if value else "0"


def number(value: Decimal) -> str:
    """A plain decimal without trailing zeros."""
    written = f"{value:f}"
    return (written.rstrip("0").rstrip(".") or "0") if "." in written else written


def money(value: Decimal) -> str:
    """Hundredths."""
    return number(value.scaleb(2))


@lru_cache(1024)
def share(millionths: int) -> str:
    """1 for full time."""
    return number(Decimal(millionths) / FULL_SHARE)


def tenths(seconds: int) -> str:
    """Tenths of a minute; what is finer than six seconds is rounded to the nearest."""
    return str(round(Decimal(seconds) / 6))


class Element:
    """The children of one record, collected in any order and written in the schema's."""

    __slots__ = ("_extras", "_kept", "_ranks")

    def __init__(self, ranks: Mapping[str, int], extras: Extras = ()) -> None:
        self._ranks = ranks
        self._kept: list[Kept] = []
        self._extras = extras

    def put(self, name: str, value: str | None) -> None:
        """A child with text; None and the empty text leave it out."""
        if value:
            self._kept.append((self._ranks[name], f"<{name}>{value}</{name}>"))

    def text(self, name: str, value: str) -> None:
        """A child with free text, escaped; the empty text leaves it out."""
        if value:
            self._kept.append((self._ranks[name], f"<{name}>{escape(value)}</{name}>"))

    def moment(self, name: str, value: int | None) -> None:
        """A child with a date and time."""
        if value is not None:
            self._kept.append((self._ranks[name], f"<{name}>{moment(value)}</{name}>"))

    def span(self, name: str, value: int | None) -> None:
        """A child with a duration."""
        if value is not None:
            self._kept.append((self._ranks[name], f"<{name}>{span(value)}</{name}>"))

    def money(self, name: str, value: Decimal | None) -> None:
        """A child with an amount."""
        if value is not None:
            self._kept.append((self._ranks[name], f"<{name}>{money(value)}</{name}>"))

    def xml(self, name: str, written: str) -> None:
        """A child that is XML already."""
        self._kept.append((self._ranks[name], written))

    def sorted(self) -> list[Kept]:
        """The children in the schema's order; those of one rank in the order they came, carried ones last."""
        return sorted((*self._kept, *self._extras), key=_rank)

    def written(self, name: str) -> str:
        """The whole element."""
        return f"<{name}>{''.join([written for _, written in self.sorted()])}</{name}>"


def _rank(kept: Kept) -> int:
    return kept[0]


def leaf(name: str, value: str | None) -> str:
    """A small element for use inside hand-ordered parts; nothing without a value."""
    return f"<{name}>{value}</{name}>" if value else ""
