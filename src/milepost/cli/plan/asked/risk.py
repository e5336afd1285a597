"""What was asked of the simulation, typed."""

import argparse
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from milepost.cli.failure import usage
from milepost.cli.plan.asked.options.risk import DEFAULT_SAMPLES


@dataclass(frozen=True, slots=True)
class RiskChoices:
    """`risks` and `records` are files to read; without either, a spread that is said. `tolerance` is in working days of the plan."""

    risks: Path | None = None
    records: Path | None = None
    samples: int = DEFAULT_SAMPLES
    seed: int = 1
    tolerance: Decimal | None = None
    people: bool = False


def read_risk(arguments: argparse.Namespace) -> RiskChoices | None:
    """The choices, or None without --simulate. Raises Failure (2) for options that need it."""
    if not arguments.simulate:
        for option in ("risks", "samples", "tolerance"):
            if getattr(arguments, option) is not None:
                raise usage(f"--{option}", "this belongs to the simulation.", "Add --simulate.")
        if arguments.with_people:
            raise usage("--with-people", "this belongs to the simulation.", "Add --simulate.")
        return None
    risks = Path(arguments.risks) if arguments.risks is not None else None
    records = Path(arguments.records) if arguments.records is not None else None
    return RiskChoices(risks, records, arguments.samples or DEFAULT_SAMPLES, arguments.seed, arguments.tolerance, arguments.with_people)
