"""What was asked of earned value, typed."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from milepost.engine.value import Rule

RULE = {"0/100": Rule.AT_THE_END, "50/50": Rule.HALF_AT_START, "physical": Rule.PHYSICAL, "effort": Rule.REMAINING_EFFORT}
"""The rules of earned value by the word that is typed; weighted milestones need milestones, which no plan file holds."""


@dataclass(frozen=True, slots=True)
class ValueChoices:
    """`rule` is how value is earned by every task, None the best its progress allows; `baseline` the number of the one that was agreed,
    None number 0; `unit` "cost" or "work", None whichever the plan can tell; `records` past estimates and actuals."""

    rule: Rule | None = None
    baseline: int | None = None
    unit: str | None = None
    records: Path | None = None
    seed: int = 1


def read_value(arguments: argparse.Namespace) -> ValueChoices:
    """The choices."""
    rule = RULE[arguments.earned] if arguments.earned is not None else None
    records = Path(arguments.records) if arguments.records is not None else None
    return ValueChoices(rule, arguments.baseline, arguments.value_in, records, arguments.seed)
