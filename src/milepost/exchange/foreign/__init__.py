"""Plans in formats that only MPXJ reads (MS Project's own, Primavera P6, GanttProject, Planner ...), in a separate, limited process."""

from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.process import Progress
from milepost.exchange.foreign.reader import read

__all__ = ["Limits", "Progress", "read"]
