"""Computes a plan's dates and writes those that changed."""

from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import PlanRun, TaskDates
from milepost.engine import Problem, Schedule, schedule_plan
from milepost.kernel.clock import now

MINUTE = 60
WRITTEN = (
    "start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical", "held", "driver", "driving_link",
)  # fmt: skip
Facts = tuple[object, ...]


def compute(key: int) -> PlanRun:
    """The dates of a plan as it stands: what is approved by itself, and what is held as it would come if all of it were approved. Twelve
    queries at most; a plan that cannot be scheduled keeps its dates, and the run says what is wrong."""
    loaded = load(key)
    committed, links = loaded.committed()
    schedule = schedule_plan(committed)
    wanted = _facts(schedule, links, held=frozenset())
    problems = list(schedule.problems)
    if loaded.held:
        whole = schedule_plan(loaded.plan)
        wanted |= {task: facts for task, facts in _facts(whole, loaded.links, held=loaded.held).items() if str(task) in loaded.held}
        problems += [problem for problem in whole.problems if problem not in problems]
    can = bool(schedule.dates) or not committed.tasks
    if can:
        _write(key, wanted)
    run, _ = PlanRun.objects.update_or_create(
        plan_id=key,
        defaults={
            "at": now(),
            "start": schedule.start // MINUTE if can and schedule.dates else None,
            "finish": schedule.finish // MINUTE if can and schedule.dates else None,
            "problems": [_told(problem) for problem in problems],
        },
    )
    return run


def _facts(schedule: Schedule, links: tuple[int, ...], *, held: frozenset[str]) -> dict[int, Facts]:
    return {
        int(dates.task): (
            dates.start // MINUTE,
            dates.finish // MINUTE,
            dates.late_start // MINUTE,
            dates.late_finish // MINUTE,
            dates.total_float // MINUTE,
            dates.free_float // MINUTE,
            dates.critical,
            dates.task in held,
            dates.driver.value,
            links[dates.driving_link] if dates.driving_link is not None else None,
        )
        for dates in schedule
    }


def _write(key: int, wanted: dict[int, Facts]) -> None:
    """Only rows that differ are written, in one statement."""
    known = {task: tuple(facts) for task, *facts in TaskDates.objects.filter(plan=key).values_list("task_id", *WRITTEN)}
    changed = [task for task, facts in wanted.items() if known.get(task) != facts]
    gone = [task for task in known if task not in wanted]
    rows = [TaskDates(task_id=task, plan_id=key, **dict(zip(WRITTEN, wanted[task], strict=True))) for task in changed]
    if rows:
        TaskDates.objects.bulk_create(rows, update_conflicts=True, unique_fields=["task"], update_fields=["plan", *WRITTEN])
    if gone:
        TaskDates.objects.filter(pk__in=gone).delete()


def _told(problem: Problem) -> dict[str, object]:
    found = {name: getattr(problem, name) for name in ("code", "place", "message", "remedy")}
    return found | {"severity": problem.severity.value, "tasks": list(problem.tasks)}
