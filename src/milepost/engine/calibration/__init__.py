"""Calibration: what past estimates were worth, by reference class, and what that makes of new ones (engine stage 6)."""

from milepost.engine.calibration.back_test import BackTest, Score, back_test
from milepost.engine.calibration.calibrate import Calibration, Reference, calibrate, mid_percentile
from milepost.engine.calibration.records import Record, usable

__all__ = ["BackTest", "Calibration", "Record", "Reference", "Score", "back_test", "calibrate", "mid_percentile", "usable"]
