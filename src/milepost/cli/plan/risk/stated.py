"""The files that --simulate reads: risks and past records, read before anything is computed and placed on the tasks of the plans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.known.history import History
from milepost.cli.plan.progress import Progress
from milepost.engine.calibration import back_test, calibrate
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk import Risks, check_risks
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.read import Limits, content_of, shown_name

if TYPE_CHECKING:
    from milepost.exchange.risks import RiskFile, Tolerance

T = TypeVar("T")


@dataclass(frozen=True)
class Stated:
    """What the files hold; None where none was named."""

    risks: "RiskFile | None" = None
    history: History | None = None

    def placed(self, imported: Sequence[Imported]) -> tuple[tuple[Risks, ...], tuple["Tolerance | None", ...], tuple[Problem, ...]]:
        """(risks, tolerances) of each plan, and what cannot be placed. Without a risk file there are none."""
        plans = [one.plan for one in imported]
        if self.risks is None:
            return tuple(Risks() for _ in plans), (None,) * len(plans), ()
        names = [(one.source.name, PurePath(one.source.name).stem) for one in imported]
        found, problems = self.risks.for_plans(plans, names)
        return found, self.risks.tolerances(plans, names), problems


def read_stated(imported: Sequence[Imported], request: Request, *, progress: Progress) -> Stated:
    """Reads the files and checks them against the plans. Raises Failure (3) with everything that is wrong with all of them."""
    choices = request.risk
    if choices is None:
        return Stated()
    problems: list[Problem] = []
    risks = _read(choices.risks, _risks, request, problems, progress)
    history = _read(choices.records, _history, request, problems, progress)
    stated = Stated(risks, history)
    if risks is not None:
        problems += _misplaced(stated, imported, choices.samples)
    if problems:
        raise Failure(Exit.UNREADABLE, problems)
    return stated


def _misplaced(stated: Stated, imported: Sequence[Imported], samples: int) -> list[Problem]:
    """Everything that keeps the stated risks from being simulated on these plans, each told once."""
    found, _, problems = stated.placed(imported)
    plans: list[Plan] = [one.plan for one in imported]
    if not any(problem.severity is Severity.ERROR for problem in problems):
        checked = [problem for plan, risks in zip(plans, found, strict=True) for problem in check_risks(plan, risks, samples)]
        file = stated.risks.name if stated.risks is not None else ""
        problems = (*problems, *(replace(problem, place=f"{file}, {problem.place}") for problem in checked))
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _read(
    path: Path | None, read: Callable[[bytes, str, Request], T], request: Request, problems: list[Problem], progress: Progress
) -> T | None:
    """One file; what is wrong with it is added to the problems."""
    if path is None:
        return None
    name = shown_name(path)
    with progress.step(f"Reading {name}"):
        try:
            return read(content_of(path, name=name, limits=Limits(file_mb=request.file_size)), name, request)
        except Unreadable as unreadable:
            problems += unreadable.problems
            return None


def _risks(data: bytes, name: str, request: Request) -> "RiskFile":
    from milepost.exchange.risks import read_risks

    return read_risks(data, name=name, date_order=request.date_order)


def _history(data: bytes, name: str, request: Request) -> History:
    """Learned and tested at once. Raises Unreadable when no record can be learned from."""
    from milepost.exchange.records import read_records

    file = read_records(data, name=name, date_order=request.date_order)
    calibration = calibrate(file.records)
    if calibration.whole is None:
        raise Unreadable([*file.notices, *calibration.problems])
    return History(name, file, calibration, back_test(file.records))
