"""Numbers: whole, decimal, and shares as percentages."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import FULL_SHARE, said

MOST_DIGITS = 24
"""Of a decimal before or behind its point: 1e999999 is six characters and a million digits."""


@dataclass(frozen=True, kw_only=True)
class Whole(Input):
    """A whole number between two bounds, both included."""

    least: int = -(2**31)
    most: int = 2**31 - 1

    def read(self, raw: Json) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int | str):
            raise Unread("not-a-number", said("{raw} is no whole number.", raw=shown(raw)))
        try:
            value = int(raw) if isinstance(raw, int) or (len(raw) < 30 and "_" not in raw) else None
        except ValueError:
            value = None
        if value is None:
            raise Unread("not-a-number", said("{raw} is no whole number.", raw=shown(raw)))
        if not self.least <= value <= self.most:
            raise Unread(
                "out-of-range", said("{value:,} lies outside {least:,} to {most:,}.", value=value, least=self.least, most=self.most)
            )
        return value

    def example(self, number: int = 1) -> Json:
        return min(self.most, max(self.least, 0) + number)

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, kw_only=True)
class Number(Input):
    """A decimal number with at most `digits` decimals; written as text in JSON, so that nothing is rounded on the way."""

    digits: int = 2
    least: Decimal = Decimal(-(10**12))
    most: Decimal = Decimal(10**12)

    def read(self, raw: Json) -> Decimal:
        value = read_decimal(raw)
        if not self.least <= value <= self.most:
            raise Unread("out-of-range", said("{value} lies outside {least} to {most}.", value=value, least=self.least, most=self.most))
        if value != round(value, self.digits):
            raise Unread("too-exact", said("{value} has more than {digits} decimals.", value=value, digits=self.digits))
        return round(value, self.digits)

    def write(self, value: Decimal | None) -> Json:
        return None if value is None else f"{value:f}"

    def example(self, number: int = 1) -> Json:
        return f"{min(self.most, max(self.least, Decimal(0)) + number):f}"

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


@dataclass(frozen=True, kw_only=True)
class Percent(Input):
    """A share as a percentage ("12.5"), kept in whole millionths."""

    least: int = 0
    most: int = FULL_SHARE

    def read(self, raw: Json) -> int:
        value = read_decimal(raw.strip().removesuffix("%").strip() if isinstance(raw, str) else raw) * FULL_SHARE / 100
        if value != int(value):
            raise Unread("too-exact", said("{raw} has more than four decimals.", raw=shown(raw)))
        if not self.least <= value <= self.most:
            raise Unread(
                "out-of-range",
                said("{raw} lies outside {least} % to {most} %.", raw=shown(raw), least=self.least // 10_000, most=self.most // 10_000),
            )
        return int(value)

    def write(self, value: int | None) -> Json:
        return None if value is None else f"{(Decimal(value) * 100 / FULL_SHARE).normalize():f}"

    def example(self, number: int = 1) -> Json:
        return str(min(100, 10 * number))

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": r"^-?\d+(\.\d{1,4})?$", "description": "Per cent."}


def read_decimal(raw: Json) -> Decimal:
    """A finite decimal from text or a whole number, never from a float: 0.1 as a float is not 0.1. Raises Unread."""
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        raise Unread("not-a-number", said('{raw} is no decimal number in text; expected for example "12.50".', raw=shown(raw)))
    try:
        value = Decimal(raw if not isinstance(raw, str) else raw.strip() if len(raw) < 60 and "_" not in raw else "")
    except InvalidOperation:
        raise Unread("not-a-number", said("{raw} is no number; expected for example 12.50.", raw=shown(raw))) from None
    if not value.is_finite():
        raise Unread("not-a-number", said("{raw} is no number; expected for example 12.50.", raw=shown(raw)))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # it is finite
    if value and max(value.adjusted(), -exponent) > MOST_DIGITS:  # before anything is computed with it
        raise Unread("out-of-range", said("{raw} is too large or too small for anything that is counted here.", raw=shown(raw)))
    return value
