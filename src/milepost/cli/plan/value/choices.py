"""What was asked of earned value, typed; and the options that ask it."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from milepost.engine.value import Rule

RULES = {"0/100": Rule.AT_THE_END, "50/50": Rule.HALF_AT_START, "physical": Rule.PHYSICAL, "effort": Rule.REMAINING_EFFORT}
"""The rules of earned value by the word that is typed; weighted milestones need milestones, which no plan file holds."""
UNITS = ("cost", "work")
LAST_BASELINE = 10


@dataclass(frozen=True, slots=True)
class ValueChoices:
    """`rule` is how value is earned by every task, None the best its progress allows; `baseline` the number of the one that was agreed,
    None number 0; `unit` "cost" or "work", None whichever the plan can tell; `records` past estimates and actuals."""

    rule: Rule | None = None
    baseline: int | None = None
    unit: str | None = None
    records: Path | None = None
    seed: int = 1


def add_value(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    group = parser.add_argument_group("earned value", "Told for a plan with a status date: what is earned, and where it will end.")
    group.add_argument(
        "--baseline", type=_baseline, metavar="N", help="the baseline that was agreed, 0 to 10 (default: 0); value is measured against it"
    )
    rules = ", ".join(RULES)
    group.add_argument(
        "--earned",
        choices=tuple(RULES),
        metavar="RULE",
        help=f"when work in progress is earned, for every task: {rules} (default: the best its progress allows)",
    )
    group.add_argument(
        "--value-in", choices=UNITS, metavar="UNIT", help="count value in cost or in hours of work (default: cost where work has rates)"
    )


def read_value(arguments: argparse.Namespace) -> ValueChoices:
    """The choices."""
    rule = RULES[arguments.earned] if arguments.earned is not None else None
    records = Path(arguments.records) if arguments.records is not None else None
    return ValueChoices(rule, arguments.baseline, arguments.value_in, records, arguments.seed)


def _baseline(text: str) -> int:
    """The number of a baseline."""
    if not text.strip().isdecimal() or int(text) > LAST_BASELINE:
        raise argparse.ArgumentTypeError(f"{text!r} is no baseline; expected a number from 0 to {LAST_BASELINE}")
    return int(text)
