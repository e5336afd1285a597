"""Plans for Hypothesis: a few tasks, links from earlier rows to later ones, whole hours; what they may contain is chosen by the test."""

from hypothesis import strategies as st

from milepost.engine.model import Calendar, CalendarException, Constraint, LagKind, Link, LinkKind, Plan, Task, every_day, weekdays
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
OTHERS = (
    Calendar("night", "Night", every_day((0, 6 * HOUR), (22 * HOUR, 24 * HOUR))),
    Calendar(
        "four", "Four", (((7 * HOUR, 17 * HOUR),),) * 4 + ((),) * 3, exceptions=(CalendarException(START // DAY + 8, START // DAY + 8),)
    ),
)
LEADS_AND_LAGS = st.integers(-10, 20)
KINDS = (Constraint.ASAP, Constraint.ASAP, Constraint.SNET, Constraint.FNET)
STANDARD = Calendar("standard", "Standard", weekdays())


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    kinds: tuple[LinkKind, ...] = tuple(LinkKind),
    lags: st.SearchStrategy[int] = LEADS_AND_LAGS,
    mixed: bool = False,
    constraints: bool = False,
    shortest: int = 0,
) -> Plan:
    """A plan of up to eight tasks. `mixed` draws calendars, elapsed tasks and elapsed lags; `lags` are in hours."""
    count = draw(st.integers(1, 8))
    tasks = []
    for number in range(count):
        kind = draw(st.sampled_from(KINDS)) if constraints else Constraint.ASAP
        date = START + draw(st.integers(0, 200)) * HOUR if kind is not Constraint.ASAP else None
        tasks.append(
            Task(
                f"t{number}",
                f"Task {number}",
                duration=draw(st.integers(shortest, 24)) * HOUR,
                elapsed=mixed and draw(st.integers(0, 5)) == 0,
                calendar=draw(st.sampled_from([None, None, "night", "four"])) if mixed else None,
                constraint=kind,
                constraint_date=date,
            )
        )
    links = []
    for later in range(1, count):
        for earlier in draw(st.sets(st.integers(0, later - 1), max_size=2)):
            lag_kind = draw(st.sampled_from([LagKind.WORKING, LagKind.ELAPSED])) if mixed else LagKind.WORKING
            links.append(Link(f"t{earlier}", f"t{later}", draw(st.sampled_from(kinds)), draw(lags) * HOUR, lag_kind))
    calendars = (STANDARD, *OTHERS) if mixed else (STANDARD,)
    return Plan("drawn", START, tasks=tuple(tasks), links=tuple(links), calendars=calendars)
