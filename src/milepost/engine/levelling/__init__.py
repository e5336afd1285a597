"""Levelling: plans in which nobody has more to do than they can, as early as found (engine stage 3)."""

from milepost.engine.levelling.level_plan import level
from milepost.engine.levelling.request import Assigned, Blocker, Booking, LevelResult, Moved, Priority, Progress, Watch

__all__ = ["Assigned", "Blocker", "Booking", "LevelResult", "Moved", "Priority", "Progress", "Watch", "level"]
