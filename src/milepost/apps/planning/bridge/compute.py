"""Computes a plan's dates and writes those that changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.bridge.load import READ, Loaded, load
from milepost.apps.planning.bridge.outline import OUTLINED, write_outline
from milepost.apps.planning.models import PlanRun, Task, TaskDates
from milepost.engine import Problem
from milepost.engine.working_time import Calendars
from milepost.kernel.operations import operation_named, perform

if TYPE_CHECKING:
    from milepost.engine import Plan, Schedule

MINUTE = 60
DAY = 24 * 60
WRITTEN = (
    "start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical", "held", "driver", "driving_link",
)  # fmt: skip
START, FINISH = WRITTEN.index("start"), WRITTEN.index("finish")
Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """`written` are the tasks of which anything is different now, `moved` those of them that start or finish at another moment, in the
    plan's order. `run` is what the plan came to, `before` its finish before that."""

    loaded: Loaded
    written: tuple[int, ...]
    moved: tuple[int, ...]
    run: PlanRun
    before: int | None


def compute(key: int) -> Computed:
    """The dates of a plan as it stands: what is approved by itself, and what is held as it would come if all of it were approved. A plan
    that cannot be scheduled keeps its dates, and the run says what is wrong. Whoever computes it at the same moment waits for the other's
    transaction, and reads what that wrote: else the later one would write dates without the other's change."""
    from milepost.engine import schedule_plan

    run = PlanRun.objects.select_for_update().filter(plan=key).first()
    tasks = list(Task.objects.filter(plan=key).values(*READ, *OUTLINED))
    loaded = load(key, tasks=tasks)
    committed, links = loaded.committed()
    expected = run.finish * MINUTE if run is not None and run.finish is not None else None
    schedule = schedule_plan(committed, expected=expected)
    wanted = _facts(schedule, frozenset(task.id for task in committed.tasks), links, held=frozenset())
    problems = list(schedule.problems)
    if loaded.held:
        whole = schedule_plan(loaded.plan, expected=expected)
        wanted |= _facts(whole, loaded.held, loaded.links, held=loaded.held)
        problems += [problem for problem in whole.problems if problem not in problems]
    can = bool(schedule.dates) or not committed.tasks
    written, moved = _write(key, wanted) if can else ((), ())
    write_outline(tasks, _lengths(loaded.plan, wanted, {task["parent_id"] for task in tasks}) if can else None)
    run, before = _keep(key, run, schedule if can and schedule.dates else None, moved, [_told(problem) for problem in problems])
    return Computed(loaded, written, moved, run, before)


def _facts(schedule: "Schedule", only: frozenset[str], links: tuple[int | None, ...], *, held: frozenset[str]) -> dict[int, Facts]:
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
        if dates.task in only
    }


def _write(key: int, wanted: Mapping[int, Facts]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Only rows that differ are written, in one statement. The tasks that differ, and those of them that moved."""
    known = {task: tuple(facts) for task, *facts in TaskDates.objects.filter(plan=key).values_list("task_id", *WRITTEN)}
    written = tuple(task for task, facts in wanted.items() if known.get(task) != facts)
    moved = tuple(task for task in written if task in known and _span(known[task]) != _span(wanted[task]))
    gone = [task for task in known if task not in wanted]
    rows = [TaskDates(task_id=task, plan_id=key, **dict(zip(WRITTEN, wanted[task], strict=True))) for task in written]
    if rows:
        TaskDates.objects.bulk_create(rows, update_conflicts=True, unique_fields=["task"], update_fields=["plan", *WRITTEN])
    if gone:
        TaskDates.objects.filter(pk__in=gone).delete()
    return written, moved


def _lengths(plan: "Plan", wanted: Mapping[int, Facts], summaries: Collection[int]) -> dict[int, int]:
    """By summary the working time of the plan from its first moment to its last, in minutes."""
    spans = {task: _span(wanted[task]) for task in summaries if task in wanted}
    if not spans:
        return {}
    first, last = min(start for start, _ in spans.values()), max(finish for _, finish in spans.values())
    time = Calendars(plan.calendars, first=first // DAY - 1, last=last // DAY + 1)[plan.calendar]
    return {task: time.between(start * MINUTE, finish * MINUTE) // MINUTE for task, (start, finish) in spans.items()}


def _span(facts: Facts) -> tuple[int, int]:
    return facts[START], facts[FINISH]


def _keep(
    key: int, run: PlanRun | None, schedule: "Schedule | None", moved: tuple[int, ...], problems: list[dict[str, Any]]
) -> tuple[PlanRun, int | None]:
    """What the plan came to, with an entry of the journal where that is different, and its finish before."""
    start, finish = (schedule.start // MINUTE, schedule.finish // MINUTE) if schedule is not None else (None, None)
    if run is None:
        made = perform(operation_named("plan-run.create"), actor(), given={"plan": key}).records[0]
        assert isinstance(made, PlanRun)
        run = made
    before = run.finish
    if moved or (run.start, run.finish, run.problems) != (start, finish, problems):
        given = {"start": start, "finish": finish, "moved": len(moved), "problems": problems}
        perform(operation_named("plan-run.record"), actor(), on=[run.pk], given=given)
        run.start, run.finish, run.problems = start, finish, problems
    return run, before


def _told(problem: Problem) -> dict[str, Any]:
    found = {name: getattr(problem, name) for name in ("code", "place", "message", "remedy")}
    return found | {"severity": problem.severity.value, "tasks": list(problem.tasks)}
