"""Time as earned schedule counts it: working seconds of the plan's calendar from the beginning on, so that weekends earn nothing."""

from milepost.engine.model import Plan
from milepost.engine.working_time import ELAPSED, BeyondHorizon, Calendars, WorkingTime
from milepost.values import DAY

MARGIN = 60
FURTHEST = 40 * 366
"""Days beyond which a forecast is no date any more."""


class PlanClock:
    """Moments as working seconds since `origin`, and back. A calendar without working time gives way to the clock."""

    def __init__(self, plan: Plan, origin: int, last: int) -> None:
        self._plan, self.origin = plan, origin
        self._first, self._last = origin // DAY - MARGIN, max(origin, last) // DAY + MARGIN
        self._time = self._compiled()

    def at(self, moment: int) -> int:
        """Working seconds from the origin to the moment; 0 before it. The moment lies within the days the clock was made for."""
        return max(self._time.between(self.origin, moment), 0)

    def share_of_day(self, moment: int) -> tuple[int, int]:
        """How much of its day's work lies before the moment: (seconds before, seconds of the day); by the clock on a free day."""
        day = moment - moment % DAY
        whole = self._time.between(day, day + DAY)
        return (self._time.between(day, moment), whole) if whole else (moment - day, DAY)

    def moment(self, span: int) -> int | None:
        """The moment when so many working seconds have gone by, at the end of work rather than at the next start; None if too far."""
        if span <= 0:
            return self.origin
        while True:
            try:
                return self._time.add(self.origin, span)
            except BeyondHorizon:
                if self._last - self._first > FURTHEST:
                    return None
                self._last += 2 * (self._last - self._first)
                self._time = self._compiled()

    def _compiled(self) -> WorkingTime:
        calendars = Calendars(self._plan.calendars, first=self._first, last=self._last)
        return calendars[self._plan.calendar] or calendars[ELAPSED]
