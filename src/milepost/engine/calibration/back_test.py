"""Back-test of a calibration: learn from earlier records, forecast later ones, count how often the forecasts held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from milepost.engine.calibration.calibrate import calibrate
from milepost.engine.calibration.mixture import SAME
from milepost.engine.calibration.records import Record, usable
from milepost.engine.calibration.references import SHRINK, Weighing
from milepost.engine.problem import Problem, Severity
from milepost.values import said, said_many

PERCENTS = (50, 80)
LEAST = 20
"""Fewer records than this test nothing."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one set of forecasts did. `coverage`: share of outcomes at or below each percentile's forecast. `pinball`: mean pinball loss
    of each, as a share of the mean actual (less is better). `within`: share of P50 forecasts within 25 % of the actual (PRED(25))."""

    coverage: Mapping[int, float]
    pinball: Mapping[int, float]
    within: float


@dataclass(frozen=True)
class BackTest:
    """`count` records forecast, each from earlier ones only. `raw` is the same with the estimates as they stood.

    `equal` is the share of records whose actual is the estimate itself: their P50 can only be met on one side.
    """

    count: int = 0
    calibrated: Score | None = None
    raw: Score | None = None
    equal: float = 0.0
    by_group: Mapping[str, Score] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def back_test(
    records: Iterable[Record], *, learn: float = 0.5, folds: int = 5, shrink: float = SHRINK, weighing: Weighing | None = None
) -> BackTest:
    """Learn from the first `learn` share of the records by their order, forecast the next part, learn from it too, and so on `folds` times.

    Records of one order stay together; each step chooses how to weigh what it learns from, unless `weighing` says it. Too few records,
    or none with an order, are told as problems.
    """
    kept, problems = usable(records)
    first = round(len(kept) * learn)
    if len(kept) < LEAST or kept[0].order == kept[-1].order:
        few = said_many("{count} record is too little", "{count} records are too few", count=len(kept))
        why = (
            said("{few} to learn from or", few=few)
            if len(kept) < LEAST
            else said("the records do not say which came first, so there is nothing")
        )
        remedy = said("Believe their P80 with care; give at least {least} finished pieces of work with their dates.", least=LEAST)
        told = Problem("calibration-too-few", said("the records"), said("{why} to test on.", why=why), remedy, Severity.WARNING)
        return BackTest(problems=(*problems, told))
    forecasts: list[_Forecast] = []
    for fold in range(folds):
        begin, end = _boundary(kept, first, fold, folds), _boundary(kept, first, fold + 1, folds)
        learned = calibrate(kept[:begin], shrink=shrink, weighing=weighing)
        for record in kept[begin:end]:
            reference = learned.of(record.group, record.estimate)
            if reference is not None:
                forecasts.append(_Forecast(record, {p: record.estimate * reference.factor(p) for p in PERCENTS}))
    if not forecasts:
        why = said("none is later than those learned from.")
        return BackTest(
            problems=(*problems, Problem("calibration-too-few", said("the records"), why, said("Give dates."), Severity.WARNING))
        )
    groups: dict[str, list[_Forecast]] = {}
    for forecast in forecasts:
        groups.setdefault(forecast.record.group, []).append(forecast)
    raw = [_Forecast(f.record, dict.fromkeys(PERCENTS, f.record.estimate)) for f in forecasts]
    equal = sum(abs(f.record.actual - f.record.estimate) <= SAME * f.record.estimate for f in forecasts)
    by_group = {group: _score(found) for group, found in sorted(groups.items())}
    return BackTest(len(forecasts), _score(forecasts), _score(raw), equal / len(forecasts), by_group, problems)


@dataclass(frozen=True, slots=True)
class _Forecast:
    record: Record
    values: Mapping[int, float]


def _boundary(records: tuple[Record, ...], first: int, fold: int, folds: int) -> int:
    """Where a fold begins; moved on so that records of one order are never on both sides."""
    at = min(first + (len(records) - first) * fold // folds, len(records))
    while 0 < at < len(records) and records[at].order == records[at - 1].order:
        at += 1
    return at


def _score(forecasts: list[_Forecast]) -> Score:
    count = len(forecasts)
    whole = sum(f.record.actual for f in forecasts)
    coverage, pinball = {}, {}
    for percent in PERCENTS:
        held = loss = 0.0
        for f in forecasts:
            value, actual = f.values[percent], f.record.actual
            held += actual <= value * (1 + SAME)
            loss += (actual - value) * percent / 100 if actual > value else (value - actual) * (1 - percent / 100)
        coverage[percent], pinball[percent] = held / count, loss / whole
    within = sum(abs(f.values[50] - f.record.actual) <= f.record.actual * (0.25 + SAME) for f in forecasts) / count
    return Score(coverage, pinball, within)
