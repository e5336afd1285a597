"""The days a recurring task takes place on: the same rules as calendar exceptions, with an end that is always checked."""

from itertools import islice

from milepost.engine.model.calendar import CalendarException, Day, Recurrence, RecurrenceKind
from milepost.engine.working_time.recurrence import exception_days

MOST_OCCURRENCES = 1_000
_HORIZON = 366 * 500


def occurrence_days(rule: Recurrence, *, first_day: Day, last_day: Day | None = None) -> tuple[Day, ...]:
    """Days (since 1970-01-01) the rule falls on, ascending, from `first_day` on; counting starts there.

    The row ends with `last_day` (inclusive) or after `rule.occurrences`, whichever comes first. Days that a month does not have
    (31 April) are left out. Raises ValueError when nothing ends the row, when the period is below 1, when a position is none of
    1 to 4 and -1, or when more than 1,000 days would come.
    """
    if last_day is None and rule.occurrences is None:
        raise ValueError("a recurrence needs a last day or a number of occurrences")
    if rule.period < 1:
        raise ValueError(f"a recurrence comes back every 1 or more, not every {rule.period}")
    by_position = rule.kind in (RecurrenceKind.MONTHLY_BY_POSITION, RecurrenceKind.YEARLY_BY_POSITION)
    if by_position and rule.position not in (1, 2, 3, 4, -1):
        raise ValueError(f"a position in the month is 1 to 4 or -1 for the last, not {rule.position}")
    end = first_day + _HORIZON if last_day is None else min(last_day, first_day + _HORIZON)
    exception = CalendarException(first_day, end, recurrence=rule)
    days = tuple(islice(exception_days(exception, first_day, end), MOST_OCCURRENCES + 1))
    if len(days) > MOST_OCCURRENCES:
        raise ValueError(f"the recurrence has more than {MOST_OCCURRENCES:,} occurrences")
    return days
