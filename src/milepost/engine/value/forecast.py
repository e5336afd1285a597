"""Where it will end: every forecast of finish and cost that the field knows, the default of each with its interval."""

from decimal import Decimal

from milepost.engine.value.earned_schedule import EarnedSchedule
from milepost.engine.value.earned_value import EarnedValue
from milepost.engine.value.interval import COST_ERROR, TIME_ERROR, Interval, interval
from milepost.engine.value.plan_clock import PlanClock
from milepost.engine.value.value_report import Forecast

AS_PLANNED_FROM_NOW = "AT + PD - ES"
BY_SPI_T = "PD / SPI(t)"
OF_THE_SCHEDULE = "schedule"
SHRUNK = "AC + (BAC - EV) / shrunk CPI"
BOTTOM_UP = "AC + ETC"
AS_BUDGETED = "AC + (BAC - EV)"
BY_CPI = "BAC / CPI"
BY_CPI_AND_SPI = "AC + (BAC - EV) / (CPI x SPI)"


def cost_forecasts(value: EarnedValue, left: Decimal) -> tuple[Forecast, ...]:
    """The default first; `left` is what the schedule says is still to come."""
    return (
        Forecast(SHRUNK, value.eac),
        Forecast(BOTTOM_UP, value.eac_bottom_up(left)),
        Forecast(AS_BUDGETED, value.eac_as_budgeted),
        Forecast(BY_CPI, value.eac_by_cpi),
        Forecast(BY_CPI_AND_SPI, value.eac_by_cpi_and_spi),
    )


def cost_interval(value: EarnedValue, share: float) -> Interval:
    """Around the default forecast of cost."""
    return interval(value.ac, value.eac - value.ac, value.bac, error=COST_ERROR, share=share)


def finish_interval(time: EarnedSchedule, clock: PlanClock, *, day: int, share: float) -> Interval | None:
    """Around the default forecast of time, as moments; None when it lies too far away to be a date."""
    found = interval(time.at, time.pd - time.es, time.pd, error=TIME_ERROR, share=share)
    low, middle, high = (clock.moment(_seconds(days, day)) for days in (found.low, found.middle, found.high))
    if low is None or middle is None or high is None:
        return None
    return Interval(Decimal(low), Decimal(middle), Decimal(high), share)


def finish_forecasts(time: EarnedSchedule, clock: PlanClock, *, day: int, schedule: int) -> tuple[Forecast, ...]:
    """The default first; `schedule` is the finish the schedule computes from links and calendars."""
    found = [Forecast(AS_PLANNED_FROM_NOW, _moment(clock, time.forecast, day)), Forecast(OF_THE_SCHEDULE, Decimal(schedule))]
    return (*found, Forecast(BY_SPI_T, _moment(clock, time.forecast_by_spi, day)))


def _moment(clock: PlanClock, days: Decimal | None, day: int) -> Decimal | None:
    moment = None if days is None else clock.moment(_seconds(days, day))
    return None if moment is None else Decimal(moment)


def _seconds(days: Decimal, day: int) -> int:
    return int((days * day).to_integral_value())
