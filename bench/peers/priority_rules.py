"""What usual tools do: one priority rule, one schedule, no search."""

from milepost.engine.levelling.compiled import PERIODS
from milepost.engine.levelling.periods.bounds import windows
from milepost.engine.levelling.periods.instance import Project, prepare, rows_for
from milepost.engine.levelling.periods.placing import WIDTH
from milepost.engine.levelling.periods.rules import RULES


def by_rule(project: Project, rule: str, *, serial: bool) -> tuple[int, ...]:
    """Starts of the schedule that a rule gives (see `periods.rules`): one task after another, or going through time."""
    functions = PERIODS.compiled
    row, blank = rows_for(functions)
    made, n = prepare(project, functions), len(project.durations)
    values = row(RULES[rule](project, windows(project)))
    left, finish = blank((made.horizon + WIDTH) * len(made.inst[2])), blank(n)
    waiting, ready, order = blank(n), blank(n + 1), blank(n)
    if serial:
        functions.listed(made.inst, values, waiting, ready, order)
        functions.serial(made.inst, order, left, finish, made.tails[1], made.horizon)
    else:
        functions.parallel(made.inst, values, left, finish, waiting, ready, order, made.horizon)
    return tuple((finish - made.inst[0]).tolist())
