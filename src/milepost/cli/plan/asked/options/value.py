"""The options of earned value."""

import argparse

RULES = ("0/100", "50/50", "physical", "effort")
UNITS = ("cost", "work")
LAST_BASELINE = 10


def add_value(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    group = parser.add_argument_group("earned value", "Told for a plan with a status date: what is earned, and where it will end.")
    group.add_argument(
        "--baseline", type=_baseline, metavar="N", help="the baseline that was agreed, 0 to 10 (default: 0); value is measured against it"
    )
    rules = ", ".join(RULES)
    group.add_argument(
        "--earned",
        choices=RULES,
        metavar="RULE",
        help=f"when work in progress is earned, for every task: {rules} (default: the best its progress allows)",
    )
    group.add_argument(
        "--value-in", choices=UNITS, metavar="UNIT", help="count value in cost or in hours of work (default: cost where work has rates)"
    )


def _baseline(text: str) -> int:
    """The number of a baseline."""
    if not text.strip().isdecimal() or int(text) > LAST_BASELINE:
        raise argparse.ArgumentTypeError(f"{text!r} is no baseline; expected a number from 0 to {LAST_BASELINE}")
    return int(text)
