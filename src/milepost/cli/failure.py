"""How a command gives up: with problems for a person and an exit code for a script, never with a traceback."""

from collections.abc import Iterable

from milepost.cli.codes import Exit
from milepost.engine.problem import Problem


class Failure(Exception):
    """A command ends here. `problems` are printed one by one; nothing has been written."""

    def __init__(self, code: Exit, problems: Iterable[Problem]) -> None:
        self.code = code
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Terminated(BaseException):
    """SIGTERM arrived: unwinds like Ctrl-C, so that temporary files go."""


def usage(place: str, message: str, remedy: str = "") -> Failure:
    """What was typed cannot be meant."""
    return Failure(Exit.USAGE, [Problem("usage", place, message, remedy)])
