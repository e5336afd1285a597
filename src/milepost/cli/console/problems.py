"""Problems on the terminal: what, where, what to do; many of one kind are counted, not repeated."""

from collections.abc import Sequence
from typing import TextIO

from milepost.cli.console.screen import Screen, clean
from milepost.cli.failure import Failure
from milepost.engine.problem import Problem, Severity

MOST = 200
_KINDS = {Severity.ERROR: "bad", Severity.WARNING: "notice", Severity.NOTE: "quiet"}


def print_failure(failure: Failure, *, file: TextIO) -> None:
    """Every problem that ended a command, then what did not happen."""
    screen = Screen(file)
    for problem in failure.problems[:MOST]:
        _print_error(screen, problem)
    if len(failure.problems) > MOST:
        screen.line(f"And {len(failure.problems) - MOST:,} more.")


def _print_error(screen: Screen, problem: Problem) -> None:
    said = clean(f"{problem.place.strip()}: {problem.message}")
    head = f"milepost: {said}"
    screen.paragraph(head, indent=0, kind="bad" if problem.severity is Severity.ERROR else "notice")
    if problem.remedy:
        screen.paragraph(problem.remedy, indent=2)


def print_problems(screen: Screen, problems: Sequence[Problem], *, most: int = 20, indent: int = 4) -> None:
    """Problems as a list: severity as a word, place and message, the remedy below where it differs from the one before."""
    said = ""
    for problem in problems[:most]:
        word = problem.severity.value
        screen.paragraph(f"{word}: {problem.place.strip()}: {problem.message}", indent=indent, kind=_KINDS[problem.severity])
        if problem.remedy and problem.remedy != said:
            screen.paragraph(problem.remedy, indent=indent + 2)
        said = problem.remedy
    if len(problems) > most:
        screen.paragraph(f"… and {len(problems) - most:,} more; --json and --html list every one.", indent=indent, kind="quiet")
