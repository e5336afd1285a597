"""Risk files (--risks FILE): three-point estimates, risk events, common causes and tolerances, and how they are put onto plans."""

from milepost.exchange.risks.file import RiskFile
from milepost.exchange.risks.read import read_risks
from milepost.exchange.risks.stated import StatedEvent, Tolerance

__all__ = ["RiskFile", "StatedEvent", "Tolerance", "read_risks"]
