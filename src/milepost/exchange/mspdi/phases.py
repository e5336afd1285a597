"""Time-phased work for assignments that have none but need it: split tasks and contours, which MS Project would otherwise spread flat."""

from dataclasses import replace

from milepost.engine.effort import shares_of
from milepost.engine.model import Assignment, Contour, Plan, Task, TimePhase
from milepost.engine.working_time import BeyondHorizon, Calendars, WorkingTime
from milepost.exchange.mspdi.codes import ACTUAL_WORK, REMAINING_WORK
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.timing import Timing
from milepost.values import DAY, FULL_SHARE

_BY_DAY = 2
Piece = tuple[int, int, int]
"""From, to, and a weight: how much of the work lies there compared with the other pieces."""
