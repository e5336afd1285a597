"""Plans and risks the tests simulate."""

from milepost.engine.model import Calendar, Link, Plan, Task, every_day
from milepost.engine.risk import CommonCause, CorrelationMatrix, Estimate, Impact, RiskEvent, Risks, Shape, ThreePoint
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T00:00")
ROUND = Calendar("clock", "Round the clock", every_day())


def round_the_clock(*durations: int, links: tuple[tuple[str, str], ...] = (), **changes: object) -> Plan:
    """Tasks "1", "2", ... of so many hours that work day and night, so that sums can be checked by hand."""
    tasks = tuple(Task(str(i), f"Task {i}", duration=hours * HOUR) for i, hours in enumerate(durations, 1))
    return Plan("Clock", START, tasks, tuple(Link(a, b) for a, b in links), calendars=(ROUND,), calendar="clock").with_(**changes)


def hours(low: float, likely: float, high: float, shape: Shape = Shape.PERT) -> ThreePoint:
    """Three points in hours."""
    return ThreePoint(low * HOUR, likely * HOUR, high * HOUR, shape)


def everything_uncertain(plan: Plan) -> Risks:
    """Estimates of all shapes, three events, a common cause and a matrix on the plan's leaves."""
    ids = [task.id for task in plan.tasks if task.id not in plan.summaries and task.duration and task.actual_finish is None]
    delay = hours(8, 16, 80)
    events = tuple(
        RiskEvent(f"R{i}", f"Risk {i}", 0.3, (Impact(ids[3 * i], delay), Impact(ids[3 * i + 1], delay)), ThreePoint(100, 200, 500))
        for i in range(3)
    )
    return Risks(
        estimates=(Estimate(ids[2], hours(1, 2, 10, Shape.LOGNORMAL)), Estimate(ids[5], hours(9, 10, 12, Shape.TRIANGULAR))),
        events=events,
        causes=(CommonCause(tuple(ids[:5]), 0.5),),
        matrices=(CorrelationMatrix(tuple(ids[6:9]), ((1, 0.5, -0.2), (0.5, 1, 0.1), (-0.2, 0.1, 1))),),
        default=ThreePoint(0.8, 1, 1.6),
    )


__all__ = ["DAY", "HOUR", "START", "everything_uncertain", "hours", "round_the_clock"]
