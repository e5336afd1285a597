"""Kinds of values that options take, read from text; the message of each says what is expected."""

import argparse
from datetime import datetime


def moment(text: str) -> datetime:
    """A date, or a date and time of day, in ISO form; a date alone is midnight and settled later by the plan's own hours."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; expected a form such as 2026-01-31 or 2026-01-31T09:00") from None
    if found.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"{text!r} names a time zone; plans are in local time, so leave it out")
    if not 1900 <= found.year <= 2199:
        raise argparse.ArgumentTypeError(f"{text!r} lies outside the years 1900 to 2199")
    return found


def positive(text: str) -> int:
    """A whole number above zero."""
    if not text.strip().isdecimal() or not 0 < int(text) < 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 999999")
    return int(text)


def seed(text: str) -> int:
    """A whole number from zero on that fits eight bytes."""
    if not text.strip().isdecimal() or not 0 <= int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {2**63 - 1}")
    return int(text)


def same(text: str) -> tuple[str, str]:
    """Two names with one '=' between them."""
    one, sign, other = text.partition("=")
    if not sign or not one.strip() or not other.strip():
        raise argparse.ArgumentTypeError(f'{text!r} does not name two people; expected --same "Ann Smith=A. Smith"')
    return one.strip(), other.strip()
