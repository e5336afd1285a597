"""Rates: MSPDI writes every rate per hour and beside it the unit to show it in; the model keeps the amount per that unit."""

from decimal import Context, Decimal

from milepost.engine.model import RateUnit, Settings
from milepost.values import DAY, HOUR, MINUTE

_WEEKS_A_YEAR = 52
_EXACT = Context(prec=80)
_KEPT = Decimal("1e-6")
_WRITTEN = Decimal("1e-10")
"""Finer than what is kept, so that 500 a day of 7.5 hours, which no hourly rate says exactly, comes back as 500."""


def hours(unit: RateUnit, settings: Settings) -> Decimal:
    """Working hours of a unit of time by the plan's settings; 1 for materials, whose rate is per unit of material."""
    seconds = {
        RateUnit.MINUTE: 60,
        RateUnit.DAY: settings.day,
        RateUnit.WEEK: settings.week,
        RateUnit.MONTH: settings.month,
        RateUnit.YEAR: settings.week * _WEEKS_A_YEAR,
    }.get(unit, HOUR)
    return Decimal(seconds or HOUR) / HOUR


def material_scale(scale: int, settings: Settings) -> int:
    """Seconds in which one unit of a material is used up, by its RateScale; 0 for a number that means no unit of time."""
    return {1: MINUTE, 2: HOUR, 3: DAY, 4: settings.week, 5: settings.month, 7: settings.week * _WEEKS_A_YEAR}.get(scale, 0)


def per_unit(hourly: Decimal, unit: RateUnit, settings: Settings) -> Decimal:
    """The amount per unit of an hourly rate, to six decimals (1200 an hour is 20 a minute)."""
    return (
        hourly if unit in (RateUnit.HOUR, RateUnit.MATERIAL) else _plain((hourly * hours(unit, settings)).quantize(_KEPT, context=_EXACT))
    )


def per_hour(amount: Decimal, unit: RateUnit, settings: Settings) -> Decimal:
    """The hourly rate of an amount per unit, to ten decimals."""
    return (
        amount
        if unit in (RateUnit.HOUR, RateUnit.MATERIAL)
        else _plain((amount / hours(unit, settings)).quantize(_WRITTEN, context=_EXACT))
    )


def _plain(amount: Decimal) -> Decimal:
    return Decimal(f"{amount:f}".rstrip("0").rstrip(".") if amount else "0")
