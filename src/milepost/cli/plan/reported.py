"""Progress that a plan reports and its dates cannot use: told, for a task that is said to be half done would be planned as not begun."""

from milepost.cli.plan.wording import counted, listed, named
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity

SHOWN = 3


def undated_progress(plan: Plan) -> tuple[Problem, ...]:
    """A warning on the tasks with a percentage done and no actual start, which a schedule takes for not begun; () without any."""
    found = [
        task
        for task in plan.tasks
        if task.level > 0
        and task.id not in plan.summaries
        and task.active
        and task.duration > 0
        and not task.external
        and task.actual_start is None
        and max(task.percent_complete, task.percent_work_complete) > 0
    ]
    if not found:
        return ()
    rest = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    names = f"{', '.join(map(named, found[:SHOWN]))}{rest}" if rest else listed([named(task) for task in found])
    reports = "reports" if len(found) == 1 else "report"
    place = f"task {found[0].row} '{found[0].name}'" if len(found) == 1 else f"plan '{plan.title.strip() or plan.name.strip()}'"
    message = f"{counted(len(found), 'task')} ({names}) {reports} progress and no actual start, so planned as if not begun."
    remedy = "Give Actual Start, and Actual Finish where the work is done."
    return (Problem("progress-undated", place, message, remedy, Severity.WARNING, tuple(task.id for task in found)),)
