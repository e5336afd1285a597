"""Calibration: what past estimates were worth, by reference class, and what that makes of new ones (engine stage 6)."""

from milepost.engine.calibration.back_test import BackTest, Score, back_test
from milepost.engine.calibration.calibrate import calibrate
from milepost.engine.calibration.calibrated_work import CalibratedSum, CalibratedTask, CalibratedWork, OpenWork, calibrated_work
from milepost.engine.calibration.mixture import mid_percentile
from milepost.engine.calibration.records import Record, usable
from milepost.engine.calibration.references import Calibration, Reference, Weighing

__all__ = [
    "BackTest",
    "CalibratedSum",
    "CalibratedTask",
    "CalibratedWork",
    "Calibration",
    "OpenWork",
    "Record",
    "Reference",
    "Score",
    "Weighing",
    "back_test",
    "calibrate",
    "calibrated_work",
    "mid_percentile",
    "usable",
]
