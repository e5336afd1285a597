"""Collects what is wrong or worth knowing while a file is read, each with its place, and keeps a flood of the same short."""

from collections import Counter

from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Unreadable
from milepost.values import said

MOST_ERRORS = 100
MOST_OF_A_KIND = 20


class Report:
    """Problems of one file in the order met: at most 100 errors and 20 notices of a kind; the rest is counted and told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._errors = 0

    @property
    def failed(self) -> bool:
        """Whether an error was met, so that no plan can come of this file."""
        return self._errors > 0

    def place(self, line: int | None) -> str:
        """Where in the file, for a person."""
        return said("{name} line {line}", name=self.name, line=line) if line else self.name

    def error(self, code: str, line: int | None, message: str, remedy: str) -> None:
        """Something without which there is no plan."""
        self._errors += 1
        if self._errors <= MOST_ERRORS:
            self._problems.append(Problem(code, self.place(line), message, remedy))

    def warn(self, code: str, line: int | None, message: str, remedy: str = "") -> None:
        """Something that may change the answer."""
        self._notice(Severity.WARNING, code, line, message, remedy)

    def note(self, code: str, line: int | None, message: str, remedy: str = "") -> None:
        """Something worth knowing."""
        self._notice(Severity.NOTE, code, line, message, remedy)

    def _notice(self, severity: Severity, code: str, line: int | None, message: str, remedy: str) -> None:
        self._counts[code] += 1
        if self._counts[code] <= MOST_OF_A_KIND:
            self._problems.append(Problem(code, self.place(line), message, remedy, severity))

    def stop_on_errors(self) -> None:
        """Raises Unreadable with the errors (they alone: warnings matter once the file can be read), if there are any."""
        if not self._errors:
            return
        errors = [problem for problem in self._problems if problem.severity is Severity.ERROR]
        if self._errors > MOST_ERRORS:
            more = said("{many} more errors are not listed.", many=self._errors - MOST_ERRORS)
            errors.append(Problem("more-errors", self.name, more, said("Correct those above first and read the file again.")))
        raise Unreadable(errors)

    def notices(self) -> tuple[Problem, ...]:
        """The warnings and notes, and how many of a kind were left out."""
        listed = [problem for problem in self._problems if problem.severity is not Severity.ERROR]
        by_code = {problem.code: problem.severity for problem in listed}
        more = (
            Problem(
                code, self.name, said("{many} more notices of this kind are not listed.", many=count - MOST_OF_A_KIND), "", by_code[code]
            )
            for code, count in self._counts.items()
            if count > MOST_OF_A_KIND
        )
        return (*listed, *more)
