"""The options of the simulation; what they hold is checked here as far as it can be without a file. Imports nothing of the engine."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

DEFAULT_SAMPLES = 10_000
MOST_SAMPLES = 1_000_000
LONGEST_TOLERANCE = 1_000


def add_risk(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    group = parser.add_argument_group("chances", "How sure the dates are: P50, P80, what moves them.")
    group.add_argument("--simulate", action="store_true", help="simulate the plan many times and say how likely each date is")
    group.add_argument("--risks", metavar="FILE", help="estimates, events and what moves together (.json, .csv, .xlsx)")
    group.add_argument("--records", metavar="FILE", help="past estimates and what the work took, to calibrate this plan's (.csv, .xlsx)")
    group.add_argument("--samples", type=samples, metavar="N", help=f"how many times (default: {DEFAULT_SAMPLES})")
    group.add_argument(
        "--tolerance", type=tolerance, metavar="DAYS", help="working days it may end later than agreed; says how likely that is kept"
    )
    group.add_argument("--with-people", action="store_true", help="in each sample nobody does two things at once (for --level; slower)")


def samples(text: str) -> int:
    """A whole number of samples."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= MOST_SAMPLES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_SAMPLES}; 10000 are enough for a P90")
    return int(text)


def tolerance(text: str) -> "Decimal":
    """Working days, zero or more."""
    from decimal import Decimal, InvalidOperation

    try:
        days = Decimal(text.strip())
    except InvalidOperation:
        days = Decimal(-1)
    if not days.is_finite() or not 0 <= days <= LONGEST_TOLERANCE:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of working days from 0 to {LONGEST_TOLERANCE}")
    return days
