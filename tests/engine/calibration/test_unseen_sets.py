"""Forecasts hold on sets nobody tuned them on: drift, steps, tiny classes, heavy ties, outliers, sizes; with bounds that leave room."""

import random
from math import exp

import pytest

from milepost.engine.calibration import BackTest, Record, Weighing, back_test, calibrate

COUNT = 500


def drawn(kind: str, seed: int, count: int = COUNT) -> list[Record]:
    """Records of one kind of trouble; log ratios normal with deviation 0.5 around the class's own mean."""
    dice = random.Random(seed)
    means = {"a": 0.3, "b": 0.0, "c": -0.2, "d": 0.6}
    made = []
    for n in range(count):
        estimate = dice.choice([1.0, 2.0, 4.0, 8.0, 16.0, 40.0])
        group = dice.choice("abcd")
        ratio = dice.gauss(means[group], 0.5)
        if kind == "drift":
            ratio += n / count
        elif kind == "step" and n > 0.3 * count:
            ratio += 0.7
        elif kind == "tiny classes":
            group = f"t{dice.randrange(count // 4)}"
        elif kind == "ties":
            ratio = 0.0 if dice.random() < 0.25 else ratio
        elif kind == "outliers" and dice.random() < 0.03:
            ratio += 4.0
        elif kind == "sizes":
            ratio += 0.4 if estimate < 3 else -0.4
        made.append(Record(estimate, estimate * exp(ratio), group, n))
    return made


def scored(kind: str, seed: int) -> BackTest:
    found = back_test(drawn(kind, seed))
    assert found.calibrated is not None
    return found


@pytest.mark.parametrize("kind", ["plain", "tiny classes", "outliers", "sizes", "ties", "step"])
def test_p50_and_p80_hold(kind: str) -> None:
    score = scored(kind, 1).calibrated
    assert score is not None
    assert 0.41 <= score.coverage[50] <= 0.61
    assert 0.73 <= score.coverage[80] <= 0.88


def test_when_everything_takes_longer_and_longer_forecasts_follow() -> None:
    found = scored("drift", 3).calibrated
    assert found is not None
    assert found.coverage[50] >= 0.33
    assert found.coverage[80] >= 0.65
    assert calibrate(drawn("drift", 3)).weighing.half_life is not None


def test_sizes_are_told_apart_where_they_differ_and_only_there() -> None:
    found = calibrate(drawn("sizes", 4))
    assert found.weighing.limits
    small, large = found.of("a", 1.0), found.of("a", 40.0)
    assert small is not None
    assert large is not None
    assert small.factor(50) > 1.5 * large.factor(50)
    plain = calibrate(drawn("plain", 4))
    assert plain.weighing.half_life is None


def test_a_kind_nobody_has_records_of_takes_its_class_and_that_the_whole() -> None:
    records = [Record(10, 20 + n % 3, "Network / Switches", n) for n in range(60)] + [
        Record(10, 9 + n % 3, "Desk", 60 + n) for n in range(60)
    ]
    found = calibrate(records, weighing=Weighing())
    assert found.of("Network / Firewalls") is found.by_group["Network"]
    assert found.of("Cabling") is found.whole
    assert found.by_group["Network / Switches"].factor(50) > 1.9


def test_the_same_records_give_the_same_figures() -> None:
    one, other = (calibrate(drawn("drift", 5)) for _ in range(2))
    assert one.weighing == other.weighing
    assert [r.factor(80) for r in one.by_group.values()] == [r.factor(80) for r in other.by_group.values()]
