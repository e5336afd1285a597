"""Working time: calendars compiled to sorted intervals, so that "add n working hours" is a search (engine stage 1)."""

from milepost.engine.working_time.compile import ELAPSED, Calendars, check_calendars
from milepost.engine.working_time.working_time import BeyondHorizon, WorkingTime, intersection

__all__ = ["ELAPSED", "BeyondHorizon", "Calendars", "WorkingTime", "check_calendars", "intersection"]
