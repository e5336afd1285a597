"""Collects everything met while reading a file, so that a person gets all the errors at once and not one per attempt."""

from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Unreadable
from milepost.values import Said, said

MOST_ERRORS = 200
LONGEST = 1_000


def said_by(error: Exception) -> str:
    """What it says, as the sentence it was made of."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, Said) else str(error)


def _short(text: str) -> str:
    """The same text where it is no longer: a sentence stays one."""
    return text if len(text) <= LONGEST else text[:LONGEST]


class Findings:
    """Errors, warnings and notes in the order met. Beyond 200 errors the rest is counted, so that a hostile file stays small."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.errors = 0

    def error(self, code: str, place: str, message: str, remedy: str = "") -> None:
        """Something that stops the file from being read; the others are still looked for."""
        self.errors += 1
        if self.errors <= MOST_ERRORS:
            self.problems.append(Problem(code, _short(place), _short(message), _short(remedy)))

    def warn(self, code: str, place: str, message: str, remedy: str = "") -> None:
        """Something that changes the answer."""
        self.problems.append(Problem(code, place, message, remedy, Severity.WARNING))

    def note(self, code: str, place: str, message: str, remedy: str = "") -> None:
        """Something worth knowing."""
        self.problems.append(Problem(code, place, message, remedy, Severity.NOTE))

    def stop_on_errors(self, place: str) -> None:
        """Raises Unreadable with every error met so far; does nothing when there was none."""
        if not self.errors:
            return
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        if self.errors > MOST_ERRORS:
            more = said("{many} more errors of the same file are not listed.", many=self.errors - MOST_ERRORS)
            errors.append(Problem("more-errors", place, more, said("Correct the ones above first.")))
        raise Unreadable(errors)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What to tell about a file that could be read."""
        return tuple(self.problems)
