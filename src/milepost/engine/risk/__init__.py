"""Risk: what a plan's dates are worth when durations vary and things happen (engine stage 4)."""

from milepost.engine.risk.check import check_risks
from milepost.engine.risk.distribution import Bar, Distribution
from milepost.engine.risk.model import CommonCause, CorrelationMatrix, Estimate, Impact, RiskEvent, Risks, Shape, ThreePoint
from milepost.engine.risk.result import DeadlineOdds, RiskGain, Simulation, TaskRisk, ToleranceOdds
from milepost.engine.risk.simulate import simulate

__all__ = [
    "Bar",
    "CommonCause",
    "CorrelationMatrix",
    "DeadlineOdds",
    "Distribution",
    "Estimate",
    "Impact",
    "RiskEvent",
    "RiskGain",
    "Risks",
    "Shape",
    "Simulation",
    "TaskRisk",
    "ThreePoint",
    "ToleranceOdds",
    "check_risks",
    "simulate",
]
