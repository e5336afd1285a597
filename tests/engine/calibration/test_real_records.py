"""Goal 6 on twelve thousand real estimates, where they are on this machine: learned from earlier tasks, checked on later ones."""

from pathlib import Path

from bench.calibration import read_records, size_band
from milepost.engine.calibration import Record, back_test


def test_p50_and_p80_hold_on_later_tasks(shared_data: Path) -> None:
    rows, when = read_records(shared_data / "timelogs")
    records = [
        Record(float(row["HoursEstimate"]), float(row["HoursActual"]), size_band(float(row["HoursEstimate"])), when[row["TaskNumber"]])
        for row in rows
    ]
    tested = back_test(records)
    assert tested.count > 5000
    assert tested.calibrated is not None
    assert tested.raw is not None
    assert 0.45 <= tested.calibrated.coverage[50] <= 0.55
    assert 0.75 <= tested.calibrated.coverage[80] <= 0.85
    assert tested.calibrated.pinball[50] < tested.raw.pinball[50]
    assert tested.calibrated.pinball[80] < tested.raw.pinball[80]
