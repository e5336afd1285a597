"""Calibrated days: what open work will take by what such work took before, task by task and in sums that can be quoted."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from milepost.engine.calibration.references import Calibration, Reference

TOGETHER = 0.2
"""Tasks of one project share people, client and technology: Book, Why Correlation Matters in Cost Estimating (1999)."""
MOST_SAMPLES, LEAST_SAMPLES, MOST_DRAWS = 2000, 400, 400_000
_STEPS, _REACH = 200, 4.0
"""Percentiles are read from a table over ±4 deviations."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a task has left to do, in days of work; `group` is its reference class, `parts` are the sums it counts in (a phase, a role)."""

    task: str
    left: float
    group: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibratedTask:
    """`left` as estimated, and what it will take with one chance in two and four in five; `group` is the class that says so."""

    task: str
    left: float
    p50: float
    p80: float
    group: str
    records: int


@dataclass(frozen=True, slots=True)
class CalibratedSum:
    """A sum over tasks. Its P80 is less than the sum of theirs: not everything goes wrong at once."""

    tasks: int
    left: float
    p50: float
    p80: float


@dataclass(frozen=True)
class CalibratedWork:
    """Tasks in their order, the whole, and the sums by part."""

    tasks: tuple[CalibratedTask, ...]
    whole: CalibratedSum
    parts: Mapping[str, CalibratedSum]
    samples: int = 0


def calibrated_work(
    work: Iterable[OpenWork], calibration: Calibration, *, unit: float | None = None, together: float = TOGETHER, seed: int = 1
) -> CalibratedWork | None:
    """Each piece of work at the P50 and P80 factor of its class, and sums by simulation; None without records or open work.

    `unit` is how many of the records' units make a day (8 where they are hours), which lets the size of the estimate count; None where
    the records do not say their unit. Factors within a sum are pairwise correlated by `together` (one factor of a Gaussian copula).
    The same seed gives the same figures.
    """
    pieces = [one for one in work if one.left > 0]
    if calibration.whole is None or not pieces:
        return None
    found = [calibration.of(one.group, None if unit is None else one.left * unit) or calibration.whole for one in pieces]
    tasks = tuple(
        CalibratedTask(
            one.task, one.left, one.left * reference.factor(50), one.left * reference.factor(80), reference.group, reference.count
        )
        for one, reference in zip(pieces, found, strict=True)
    )
    samples = min(MOST_SAMPLES, max(LEAST_SAMPLES, MOST_DRAWS // len(pieces)))
    names = ["", *sorted({part for one in pieces for part in one.parts})]
    sums = _sampled(pieces, [_table(reference) for reference in found], names, samples=samples, together=together, seed=seed)
    made = {name: _sum([one for one in pieces if not name or name in one.parts], sums[n]) for n, name in enumerate(names)}
    return CalibratedWork(tasks, made.pop(""), made, samples)


def _sampled(
    pieces: Sequence[OpenWork], tables: Sequence[Sequence[float]], names: Sequence[str], *, samples: int, together: float, seed: int
) -> list[list[float]]:
    """The samples of each sum, sorted."""
    place = {name: n for n, name in enumerate(names)}
    into = [(0, *(place[part] for part in dict.fromkeys(one.parts))) for one in pieces]
    dice = random.Random(seed)
    own, common = (1 - together) ** 0.5, together**0.5
    sums: list[list[float]] = [[0.0] * samples for _ in names]
    for sample in range(samples):
        shared = dice.gauss(0, 1) * common
        for one, table, places in zip(pieces, tables, into, strict=True):
            step = int((shared + dice.gauss(0, 1) * own + _REACH) * _STEPS / (2 * _REACH))
            taken = one.left * table[min(max(step, 0), _STEPS - 1)]
            for n in places:
                sums[n][sample] += taken
    return [sorted(values) for values in sums]


def _table(reference: Reference) -> list[float]:
    """The class's factor at each step of a normal deviate."""
    normal = NormalDist()
    return [reference.factor(100 * normal.cdf((n + 0.5) * 2 * _REACH / _STEPS - _REACH)) for n in range(_STEPS)]


def _sum(pieces: Sequence[OpenWork], values: Sequence[float]) -> CalibratedSum:
    count = len(values)
    return CalibratedSum(len(pieces), sum(one.left for one in pieces), values[(count - 1) // 2], values[-(-count * 8 // 10) - 1])
