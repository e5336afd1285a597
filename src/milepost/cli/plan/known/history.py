"""What past records of estimate and actual say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.engine.calibration import BackTest, Calibration

if TYPE_CHECKING:
    from milepost.exchange.records import Records


@dataclass(frozen=True)
class History:
    """What past records say: ratios by reference class, and how far forecasts made with them would have held."""

    name: str
    records: "Records"
    calibration: Calibration
    tested: BackTest
