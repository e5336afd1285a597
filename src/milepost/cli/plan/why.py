"""What set a task's date, in a few words: for columns of tables; the whole chain is told by --explain."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import day_text, lag_text, reference
from milepost.engine.model import Constraint, Task
from milepost.engine.schedule import Driver

_FINISHES = frozenset({Constraint.MFO, Constraint.FNET, Constraint.FNLT})
_WHY = {
    Driver.CHILDREN: "its tasks",
    Driver.PROJECT_START: "the start of the project",
    Driver.SUMMARY: "its summary",
    Driver.ACTUAL: "work has begun",
    Driver.MANUAL: "set by hand",
    Driver.STATUS_DATE: "the status date",
    Driver.AS_LATE_AS_POSSIBLE: "as late as possible",
    Driver.EXTERNAL: "another project",
}


def why(project: Project, task: Task) -> str:
    """What set a task's date, in a few words."""
    dates = project.dates(task)
    if dates.driver is Driver.LINK and dates.driving_link is not None:
        link = project.plan.links[dates.driving_link]
        before = project.plan.task[link.predecessor]
        verb = {"F": "finish of", "S": "start of"}[link.kind.value[0]]
        return f"{verb} {reference(before)} {before.name}{lag_text(link, project.plan)}"
    if dates.driver is Driver.CONSTRAINT and task.constraint_date is not None:
        return f"{task.constraint.value} {day_text(task.constraint_date, finish=task.constraint in _FINISHES)}"
    if project.plan.from_finish and dates.driver in (Driver.PROJECT_START, Driver.AS_LATE_AS_POSSIBLE):
        return "the finish of the project"
    return _WHY.get(dates.driver, dates.driver.value)
