"""What was asked of earned value, typed; and the options that ask it."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ValueChoices:
    """`rule` is how value is earned where nothing better is known; `baseline` the number of the one that was agreed; `records` past
    estimates and actuals."""

    rule: str | None = None
    baseline: int = 0
    records: Path | None = None


def add_value(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""


def read_value(arguments: argparse.Namespace) -> ValueChoices:
    """The choices."""
    return ValueChoices()
