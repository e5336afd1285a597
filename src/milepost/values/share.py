"""Shares of a person's time (assignment units): whole millionths, so that 33.3333 % survives a file and sums stay exact."""

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

FULL_SHARE = 1_000_000


def to_share(text: str | Decimal | int) -> int:
    """Millionths from a factor where 1 is full time: "0.5" -> 500000. Raises ValueError for text that is no finite number."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return int((value * FULL_SHARE).to_integral_value(rounding=ROUND_HALF_EVEN))


def share_text(share: int) -> str:
    """A share as a percentage for people: 500000 -> "50%"."""
    return f"{Decimal(share * 100) / FULL_SHARE:f}".rstrip("0").rstrip(".") + "%" if share % 10000 else f"{share // 10000}%"
