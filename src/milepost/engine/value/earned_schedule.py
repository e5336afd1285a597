"""Earned schedule: the time at which the plan had earned what is earned now.

W. Lipke, Schedule is Different, The Measurable News (2003). ES = N + (EV − PV_N) / (PV_N+1 − PV_N), N being the last period with
PV_N <= EV.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """All in periods of one length: `es` earned, `at` actual time since the start, `pd` planned duration."""

    es: Decimal
    at: Decimal
    pd: Decimal

    @property
    def sv(self) -> Decimal:
        """Schedule variance in time, SV(t) = ES − AT: below zero is late by so many periods."""
        return self.es - self.at

    @property
    def spi(self) -> Decimal | None:
        """SPI(t) = ES / AT; None on the first day."""
        return self.es / self.at if self.at else None

    @property
    def forecast(self) -> Decimal:
        """The default forecast of the whole duration: AT + PD − ES, the rest as planned (performance factor 1)."""
        return self.at + self.pd - self.es

    @property
    def forecast_by_spi(self) -> Decimal | None:
        """PD / SPI(t): the rest as much slower as what is done was. It swings wildly early in a project."""
        return self.pd / self.spi if self.spi else None

    @property
    def tspi(self) -> Decimal | None:
        """To-complete index (PD − ES) / (PD − AT): how fast the rest must go to end as planned; None when that time is over."""
        return (self.pd - self.es) / (self.pd - self.at) if self.pd > self.at else None


def earned_schedule(planned: Sequence[Decimal], ev: Decimal, *, at: Decimal) -> EarnedSchedule:
    """From the planned value at the end of period 1, 2, ... (cumulative, never falling) and the earned value after `at` periods.

    The planned duration is the first period by which everything is planned. Nothing earned is 0; everything earned is the planned duration.
    Raises ValueError for planned values that fall, and for an empty plan.
    """
    curve = [Decimal(0), *planned]
    if len(curve) < 2 or any(b < a for a, b in pairwise(curve)):
        raise ValueError("planned values must be given for each period and never fall")
    duration = next(i for i, value in enumerate(curve) if value == curve[-1])
    if ev >= curve[-1]:
        return EarnedSchedule(Decimal(duration), at, Decimal(duration))
    n = max(bisect_right(curve, ev) - 1, 0) if ev > 0 else 0
    part = (ev - curve[n]) / (curve[n + 1] - curve[n]) if ev > 0 else Decimal(0)
    return EarnedSchedule(n + part, at, Decimal(duration))
