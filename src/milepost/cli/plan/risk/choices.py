"""What was asked of the simulation, typed; and the options that ask it."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from milepost.cli.failure import usage

DEFAULT_SAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class RiskChoices:
    """`risks` and `records` are files to read; without either, the plan's own three-point estimates or a spread that is said."""

    risks: Path | None = None
    records: Path | None = None
    samples: int = DEFAULT_SAMPLES
    seed: int = 1
    people: bool = False


def add_risk(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    group = parser.add_argument_group("chances", "How sure the dates are: P50, P80, what moves them.")
    group.add_argument("--simulate", action="store_true", help="simulate the plan many times and say how likely each date is")
    group.add_argument("--risks", metavar="FILE", help="estimates, events and what moves together (.json, .csv, .xlsx)")
    group.add_argument("--records", metavar="FILE", help="past estimates and what the work took, to calibrate this plan's (.csv, .xlsx)")
    group.add_argument("--samples", type=int, metavar="N", help=f"how many times (default: {DEFAULT_SAMPLES})")


def read_risk(arguments: argparse.Namespace) -> RiskChoices | None:
    """The choices, or None without --simulate. Raises Failure (2) for options that need it."""
    if not arguments.simulate:
        for option in ("risks", "samples"):
            if getattr(arguments, option) is not None:
                raise usage(f"--{option}", "this belongs to the simulation.", "Add --simulate.")
        return None
    risks = Path(arguments.risks) if arguments.risks is not None else None
    records = Path(arguments.records) if arguments.records is not None else None
    return RiskChoices(risks, records, arguments.samples or DEFAULT_SAMPLES, arguments.seed)
