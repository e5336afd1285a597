"""Days without work, as the background of a chart."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import when
from milepost.documents.tree import Interval
from milepost.values import DAY

MOST_DAYS_OFF = 800


def days_off(project: Project) -> tuple[Interval, ...]:
    """Stretches of whole days on which the plan's calendar has no work; none for a plan too long to show single days."""
    first, last = project.schedule.start // DAY, project.schedule.finish // DAY
    if last - first > MOST_DAYS_OFF:
        return ()
    time = project.calendars[project.plan.calendar]
    found: list[tuple[int, int]] = []
    for number in range(first - 7, last + 15):
        if time.between(number * DAY, (number + 1) * DAY) == 0:
            if found and found[-1][1] == number:
                found[-1] = (found[-1][0], number + 1)
            else:
                found.append((number, number + 1))
    return tuple(Interval(when(a * DAY), when(b * DAY)) for a, b in found)
