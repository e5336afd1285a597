"""What was asked of levelling, typed."""

import argparse
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from milepost.cli.failure import usage
from milepost.cli.plan.asked.options.levelling import DEFAULT_WORK, MOST_WORK

_OPTIONS = ("work", "seconds", "minimal_change", "steady", "prove", "choose_people", "bookings", "weight", "due")


@dataclass(frozen=True, slots=True)
class LevelChoices:
    """`work` schedules are tried, or as many as `seconds` allow. `weights` and `dues` go by a project's name as it was typed; a due
    date at midnight is a day."""

    work: int | None = None
    seconds: float | None = None
    seed: int = 1
    minimal_change: bool = False
    steady: bool = False
    prove: bool = False
    choose_people: bool = False
    bookings: Path | None = None
    weights: tuple[tuple[str, int], ...] = ()
    dues: tuple[tuple[str, datetime], ...] = ()

    @property
    def most(self) -> int:
        """The schedules to try at most; with a limit of time alone there is no other."""
        return self.work or (DEFAULT_WORK if self.seconds is None else MOST_WORK)


def read_levelling(arguments: argparse.Namespace) -> LevelChoices | None:
    """The choices, or None without --level. Raises Failure (2) for options that need it."""
    if not arguments.level:
        for option in _OPTIONS:
            if getattr(arguments, option) not in (None, False, []):
                raise usage(f"--{option.replace('_', '-')}", "this belongs to levelling.", "Add --level.")
        return None
    return LevelChoices(
        arguments.work,
        arguments.seconds,
        arguments.seed,
        minimal_change=arguments.minimal_change,
        steady=arguments.steady,
        prove=arguments.prove,
        choose_people=arguments.choose_people,
        bookings=None if arguments.bookings is None else Path(arguments.bookings),
        weights=tuple(arguments.weight),
        dues=tuple(arguments.due),
    )
