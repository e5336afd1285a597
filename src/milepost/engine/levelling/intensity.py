"""How much of a person's time an assignment asks for at its busiest, and which moments work that stands really takes."""

from milepost.engine.effort import assignment_pieces, assignment_span, assignment_time, shares_of
from milepost.engine.effort.contour import SHARES
from milepost.engine.levelling.world import Built
from milepost.engine.model import Assignment, Contour, Task
from milepost.engine.schedule import Driver, TaskDates
from milepost.values import FULL_SHARE

Stretch = tuple[int, int, int]
"""start, finish, units in millionths"""


def peak_units(built: Built, task: Task, assignment: Assignment, start: int, finish: int) -> int:
    """The most units asked at one time: the work over its span, higher where a contour peaks or the work is pressed into less time.

    `start` and `finish` are dates the task might have.
    """
    span = assignment_span(built.plan, task, assignment, calendars=built.calendars)
    shares = shares_of(assignment.contour)
    asked = assignment.work * FULL_SHARE * max(shares) * SHARES // (span * sum(shares)) if span > 0 else 0
    if span > 0 and assignment.contour is Contour.FLAT and not (task.elapsed or assignment.phases or task.segments):
        return asked
    if assignment.contour is Contour.EDITED or task.elapsed:
        asked = 0  # it is spread as its phases say, or over a duration that no contour stretches
    return max([asked, *(units for _, _, units in stretches(built, task, assignment, start, finish))])


def stretches(built: Built, task: Task, assignment: Assignment, start: int, finish: int) -> list[Stretch]:
    """When an assignment is worked on if its task lies from start to finish, as loads are counted."""
    time = assignment_time(built.plan, task, assignment, built.calendars)
    dates = TaskDates(task.id, start, finish, start, finish, start, finish, 0, 0, False, False, Driver.PROJECT_START)
    found = []
    for piece in assignment_pieces(built.plan, task, assignment, dates, built.calendars):
        span = time.between(piece.start, piece.finish)
        if span > 0:
            found.append((piece.start, piece.finish, piece.work * FULL_SHARE // span))
    return found
