"""Earned value at a status date: variances, indices and the family of forecasts of cost, from four sums of money.

ANSI/EIA-748 and PMI, The Standard for Earned Value Management (2019), in the words of docs/GLOSSARY.md. An index whose divisor is zero
is None: there is nothing to compare yet.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """`pv` planned, `ev` earned, `ac` actually spent by the status date; `bac` the budget of everything. In one currency."""

    pv: Decimal
    ev: Decimal
    ac: Decimal
    bac: Decimal

    @property
    def cv(self) -> Decimal:
        """Cost variance, EV − AC: below zero is over budget."""
        return self.ev - self.ac

    @property
    def sv(self) -> Decimal:
        """Schedule variance in money, EV − PV: below zero is behind."""
        return self.ev - self.pv

    @property
    def cpi(self) -> Decimal | None:
        """Cost performance index, EV / AC; None before anything is spent."""
        return _divided(self.ev, self.ac) if self.ac > 0 else None

    @property
    def spi(self) -> Decimal | None:
        """Schedule performance index, EV / PV. It returns to 1 when a late project ends: see `earned_schedule`."""
        return _divided(self.ev, self.pv) if self.pv > 0 else None

    @property
    def progress(self) -> Decimal:
        """EV / BAC, from 0 to 1; 0 without a budget."""
        return _divided(self.ev, self.bac) or Decimal(0)

    def eac_bottom_up(self, etc: Decimal) -> Decimal:
        """AC + a new estimate of what is left."""
        return self.ac + etc

    @property
    def eac_as_budgeted(self) -> Decimal:
        """AC + (BAC − EV): the rest costs what was planned."""
        return self.ac + self.bac - self.ev

    @property
    def eac_by_cpi(self) -> Decimal | None:
        """BAC / CPI: the rest costs as much more as what is done did."""
        return _divided(self.bac, self.cpi)

    @property
    def eac_by_cpi_and_spi(self) -> Decimal | None:
        """AC + (BAC − EV) / (CPI × SPI): being late costs as well."""
        if self.cpi is None or self.spi is None:
            return None
        rest = _divided(self.bac - self.ev, self.cpi * self.spi)
        return None if rest is None else self.ac + rest

    @property
    def shrunk_cpi(self) -> Decimal:
        """CPI drawn towards 1, the less progress the more: 1 + (CPI − 1) × EV / BAC. Early indices are mostly noise."""
        if self.cpi is None:
            return Decimal(1)
        return 1 + (self.cpi - 1) * min(max(self.progress, Decimal(0)), Decimal(1))

    @property
    def eac(self) -> Decimal:
        """The default forecast: AC + (BAC − EV) / shrunk CPI."""
        return self.ac + (_divided(self.bac - self.ev, self.shrunk_cpi) or Decimal(0))

    @property
    def vac(self) -> Decimal:
        """Variance at completion of the default forecast, BAC − EAC."""
        return self.bac - self.eac

    @property
    def tcpi(self) -> Decimal | None:
        """The CPI the rest must reach to keep the budget, (BAC − EV) / (BAC − AC); None when no money is left."""
        if self.bac <= self.ac:
            return None
        return _divided(self.bac - self.ev, self.bac - self.ac)


def _divided(one: Decimal, other: Decimal | None) -> Decimal | None:
    return None if other is None or other == 0 else one / other
