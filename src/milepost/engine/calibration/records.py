"""Past records of estimate and actual, and which of them cannot be learned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

from milepost.engine.problem import Problem, Severity
from milepost.values import listed, said

SHOWN = 5
"""Places named in one problem; the rest are counted."""
MOST_RATIO = 1000.0


@dataclass(frozen=True, slots=True)
class Record:
    """One finished piece of work: what it was thought to take and what it took, in the same unit. `group` is its reference class (service,
    task type, role). `order` tells earlier from later: a moment, a number. `place` names it for people: "history.csv row 12"."""

    estimate: float
    actual: float
    group: str = ""
    order: int = 0
    place: str = ""


def usable(records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """(records in order, problems). Left out and told: no number, estimate or actual of zero or less, a ratio past a thousand."""
    kept: list[Record] = []
    wrong: dict[str, list[Record]] = {}
    for record in records:
        reason = _reason(record)
        if reason:
            wrong.setdefault(reason, []).append(record)
        else:
            kept.append(record)
    problems = [_problem(reason, found) for reason, found in wrong.items()]
    if not kept:
        message = said("no record can be learned from.")
        problems.append(
            Problem("calibration-no-records", said("the records"), message, said("Give finished work with an estimate and an actual."))
        )
    return tuple(sorted(kept, key=lambda record: record.order)), tuple(problems)


_REASONS = {
    "calibration-not-a-number": (said("the estimate or the actual is no number"), said("Give both as numbers of one unit.")),
    "calibration-zero-estimate": (
        said("the estimate is zero or less, so no ratio can be formed"),
        said("Leave out work that was never estimated."),
    ),
    "calibration-zero-actual": (said("the actual is zero or less"), said("Leave out work that was cancelled or not booked.")),
    "calibration-far-off": (
        said("actual and estimate differ more than {most_ratio:g} times", most_ratio=MOST_RATIO),
        said("Look for hours and minutes mixed up."),
    ),
}


def _reason(record: Record) -> str:
    if not isfinite(record.estimate) or not isfinite(record.actual):
        return "calibration-not-a-number"
    if record.estimate <= 0:
        return "calibration-zero-estimate"
    if record.actual <= 0:
        return "calibration-zero-actual"
    return "" if 1 / MOST_RATIO <= record.actual / record.estimate <= MOST_RATIO else "calibration-far-off"


def _problem(code: str, found: Sequence[Record]) -> Problem:
    what, remedy = _REASONS[code]
    named = listed(record.place or said("the record numbered {order}", order=record.order) for record in found[:SHOWN])
    more = said(" and {count} more", count=len(found) - SHOWN) if len(found) > SHOWN else ""
    return Problem(code, named + more, said("{what}; left out.", what=what), remedy, Severity.WARNING)
