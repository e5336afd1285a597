"""From plans that were read to a portfolio that is computed: schedules, then who is overloaded, then what it costs."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.calibrated.run import calibrated
from milepost.cli.plan.capacity import capacities
from milepost.cli.plan.choices import with_choices
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.levelling.run import as_read, levelled
from milepost.cli.plan.progress import Progress
from milepost.cli.plan.questions import pooled
from milepost.cli.plan.reported import undated_progress
from milepost.cli.plan.risk.run import simulated
from milepost.cli.plan.risk.stated import read_stated
from milepost.cli.plan.value.run import valued
from milepost.engine import Schedule, Severity, schedule_plan
from milepost.engine.cost import baseline_cost, cost_plan
from milepost.engine.load import by_person, check_capacities, histograms, horizon, needs, overloads, plan_load
from milepost.engine.model import Plan, Resource, ResourceKind
from milepost.engine.network.compare import compare_stored
from milepost.engine.problem import Problem
from milepost.exchange.imported import Imported
from milepost.exchange.people.person import People


def planned(imported: Sequence[Imported], request: Request, *, known_people: People | None = None, progress: Progress) -> Portfolio:
    """Everything computed; `known_people` are the people file's. Raises Failure: 2 for a choice no plan offers, 3 for a file of risks,
    records or bookings that cannot be read, 4 for a plan without a schedule, 5 for people unclear."""
    pool_notices: tuple[Problem, ...] = ()
    plans: tuple[Plan, ...] = tuple(one.plan for one in imported)
    people: tuple[Resource, ...]
    if len(plans) == 1:
        people = tuple(r for r in plans[0].resources if r.kind is ResourceKind.WORK)
    else:
        pool = pooled(imported, request)
        plans, people, pool_notices = pool.plans, pool.people, pool.notices
    chosen = [replace(one, plan=with_choices(plan, request)) for one, plan in zip(imported, plans, strict=True)]
    stated = read_stated(chosen, request, progress=progress)
    moved, levelling = levelled(chosen, request, people=people, known_people=known_people, progress=progress)
    people = tuple(person for person in people if any(person.id in one.plan.resource for one in moved))
    scheduled, empty = _scheduled(moved, progress)
    with progress.step("Counting people's work and cost"):
        projects = [_project(f"p{number}", one, schedule) for number, (one, schedule) in enumerate(scheduled, start=1)]
        projects = projects if levelling is None else [as_read(project, levelling.before) for project in projects]
        known = capacities(people, [(project.plan, project.calendars) for project in projects])
        loads = by_person(row for project in projects for row in project.loads)
        found = overloads(loads, known)
        weeks = histograms(loads, known, weekly=True)
        needed = needs(people, loads, known)
    measured = calibrated(valued(projects, request, progress=progress), stated.history, request, progress=progress)
    done = simulated(measured, stated, request, progress=progress)
    return Portfolio(done, people, found, weeks, needed, (*pool_notices, *empty), levelling=levelling)


def _scheduled(plans: Sequence[Imported], progress: Progress) -> tuple[list[tuple[Imported, Schedule]], list[Problem]]:
    """The plans that have dates, and a warning for each that holds nothing to schedule. Raises Failure (4)."""
    scheduled: list[tuple[Imported, Schedule]] = []
    failed: list[Problem] = []
    empty: list[Problem] = []
    for one in plans:
        with progress.step(f"Scheduling {one.plan.title or one.plan.name or one.source.name}"):
            schedule = schedule_plan(one.plan)
        errors = [problem for problem in schedule.problems if problem.severity is Severity.ERROR]
        if schedule.dates:
            scheduled.append((one, schedule))
        elif errors:
            failed += [_placed(problem, one) for problem in errors]
        else:
            empty.append(_placed(_nothing(one.plan), one))
    if failed or not scheduled:
        raise Failure(Exit.UNSCHEDULABLE, failed or empty)
    return scheduled, [replace(problem, severity=Severity.WARNING) for problem in empty]


def _placed(problem: Problem, one: Imported) -> Problem:
    return replace(problem, place=f"{one.source.name}, {problem.place}")


def _nothing(plan: Plan) -> Problem:
    what = "none of its tasks is active" if any(task.level > 0 for task in plan.tasks) else "it has no tasks"
    return Problem("nothing-to-schedule", "the plan", f"{what}, so there is nothing to schedule.", "Add a task, or name another file.")


def _project(key: str, imported: Imported, schedule: Schedule) -> Project:
    plan = imported.plan
    calendars = horizon(plan, schedule)
    loads = plan_load(plan, schedule, calendars=calendars)
    cost = cost_plan(plan, schedule, calendars=calendars, loads=loads)
    baseline = baseline_cost(plan)
    priced = cost.total.cost != 0 or any(t.fixed_cost for t in plan.tasks) or any(r.rates for r in plan.resources)
    comparison = compare_stored(plan, schedule, recalendared=imported.recalendared)
    return Project(
        key,
        imported,
        plan,
        schedule,
        calendars,
        loads=tuple(replace(row, plan=key) for row in loads),
        cost=cost if priced else None,
        baseline=baseline if baseline is not None and baseline.total != 0 else None,
        comparison=comparison if comparison.compared else None,
        notices=(*imported.notices, *check_capacities(plan)),
        checks=undated_progress(plan),
    )
