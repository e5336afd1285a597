"""How value, forecasts and calibrated days are computed: definitions of the names they bring into the report."""

from collections.abc import Iterator

from milepost.cli.plan.layout.context import Context


def value_definitions(context: Context) -> Iterator[tuple[str, str]]:
    """The definitions; nothing without a status date or past records."""
    if not context.internal:
        return
    found = [p.value for p in context.portfolio.projects if p.value is not None and p.value.value is not None]
    if found:
        yield (
            "Planned, earned, spent:",
            "the planned value (PV) is the budget of the work that was due by the status date, the earned value (EV) that of "
            "the work done, the actual cost (AC) what it took. A finished task is earned whole; work in progress by what is "
            "left to do, its physical per cent, or half at the start, as the table says. Never by what was spent against what"
            " was estimated: that hides a lack of progress.",
        )
        yield (
            "Earned schedule",
            "(ES) is when the plan should have earned what is earned now, in working days from its start; AT is the working "
            "days that have gone by, PD those planned. SPI(t) = ES / AT. The forecast finish is AT + PD − ES: what is left "
            "takes as long as planned. On 111 finished projects it was wrong by 10.6 % on average; PD / SPI(t) by 26.2 %, "
            "keeping the plan's own finish by 13.6 %.",
        )
        yield (
            "Cost forecast:",
            "AC + (BAC − EV) / c, where c is CPI drawn towards 1, the more the less is done: c = 1 + (CPI − 1) × EV / BAC. On"
            " the same projects it was wrong by 7.4 % on average, BAC / CPI by 8.7 %. From and to come from these errors, and"
            " close as the work does.",
        )
    if any(project.calibrated is not None for project in context.portfolio.projects):
        yield (
            "Calibrated days",
            "are the work that is left times the factor of its class of past work: half of such work took no longer than the "
            "P50, four of five pieces no longer than the P80. Small classes are drawn towards larger ones; recent work, and "
            "work of like size, counts more where that forecast better. Sums are simulated, tasks of one project going well "
            "or badly together by a correlation of 0.2.",
        )
