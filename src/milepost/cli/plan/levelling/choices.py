"""What was asked of levelling, typed; and the options that ask it."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from milepost.cli.failure import usage

DEFAULT_WORK = 300


@dataclass(frozen=True, slots=True)
class LevelChoices:
    """`work` schedules are tried, or as many as `seconds` allow. `weights` and `dues` go by a project's name as it was typed."""

    work: int | None = None
    seconds: float | None = None
    seed: int = 1
    minimal_change: bool = False
    steady: bool = False
    choose_people: bool = False
    bookings: Path | None = None
    weights: tuple[tuple[str, int], ...] = ()
    dues: tuple[tuple[str, str], ...] = ()


def add_levelling(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    group = parser.add_argument_group("levelling", "Nobody has more to do than they can. Ctrl-C stops the search and keeps the best.")
    group.add_argument("--level", action="store_true", help="move work so that nobody is overloaded, and finish as early as found")
    group.add_argument("--work", type=int, metavar="N", help=f"schedules to try (default: {DEFAULT_WORK})")
    group.add_argument("--seconds", type=float, metavar="S", help="stop the search after so long, and say how many were tried")


def read_levelling(arguments: argparse.Namespace) -> LevelChoices | None:
    """The choices, or None without --level. Raises Failure (2) for options that need it."""
    if not arguments.level:
        for option in ("work", "seconds"):
            if getattr(arguments, option) is not None:
                raise usage(f"--{option}", "this belongs to levelling.", "Add --level.")
        return None
    return LevelChoices(arguments.work, arguments.seconds, arguments.seed)
