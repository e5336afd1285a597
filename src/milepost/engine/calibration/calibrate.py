"""Calibrated estimates: by how much work of each reference class took more or less than estimated."""

from collections.abc import Iterable

from milepost.engine.calibration.choose import rehearsed
from milepost.engine.calibration.records import Record, usable
from milepost.engine.calibration.references import SHRINK, Calibration, Weighing, fitted


def calibrate(records: Iterable[Record], *, shrink: float = SHRINK, weighing: Weighing | None = None) -> Calibration:
    """References from past records. A class is its own ratios mixed with those of the class it belongs to ("A / B" to "A", that to all),
    these weighing as much as `shrink` records. Without a weighing the one that would have forecast the records best is chosen.

    Records that cannot be learned from are left out and told; without any the calibration has no references. Never raises for bad records.
    """
    kept, problems = usable(records)
    if not kept:
        return Calibration(None, {}, problems)
    levels = None
    if weighing is None:
        weighing, levels = rehearsed(kept, shrink=shrink)
    return fitted(kept, weighing, shrink=shrink, levels=levels, problems=problems)
