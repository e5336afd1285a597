"""Earned value of the scheduled projects at their status dates."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.failure import usage
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.asked.value import ValueChoices
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.progress import Progress
from milepost.engine.cost import PlanCost, cost_plan
from milepost.engine.value import Rules, ValueReport, agreed_cost, in_hours, value_report


def valued(projects: Sequence[Project], request: Request, *, progress: Progress) -> tuple[Project, ...]:
    """The projects with their earned value; unchanged where there is no status date or nothing to measure by.

    Raises Failure (2) for a baseline or a unit that no project has, and for choices of value where no plan has a status date.
    """
    choices = request.value
    _check_status(projects, choices)
    _check_baseline(projects, choices)
    with progress.step("Counting earned value"):
        found = tuple(replace(project, value=_value(project, choices)) for project in projects)
    _check_unit(found, choices)
    return found


def _value(project: Project, choices: ValueChoices) -> ValueReport | None:
    status = project.plan.status_date
    if status is None:
        return None
    plan, cost = project.plan, project.cost
    if cost is None or choices.unit == "work" or (choices.unit is None and not _priced(cost)):
        if choices.unit == "cost":
            return None
        plan = in_hours(plan)
        cost = cost_plan(plan, project.schedule, calendars=project.calendars, loads=project.loads)
        if not cost.total.cost:
            return None
    baseline = agreed_cost(plan, cost, choices.baseline or 0)
    return value_report(plan, cost, project.schedule, status=status, baseline=baseline, rules=Rules(default=choices.rule))


def _priced(cost: PlanCost) -> bool:
    """Whether cost stands for the work: at least half of it has a rate. A plan of costs without work is measured by them."""
    work = sum(line.work for line in cost.lines)
    return cost.total.cost > 0 and 2 * sum(line.work for line in cost.lines if line.cost) >= work


def _check_status(projects: Sequence[Project], choices: ValueChoices) -> None:
    asked = {"--earned": choices.rule, "--value-in": choices.unit, "--baseline": choices.baseline}
    given = next((option for option, value in asked.items() if value is not None), None)
    if given is not None and all(project.plan.status_date is None for project in projects):
        what = "this says how earned value is counted, and no plan says up to which day its progress is reported."
        raise usage(given, what, "Add --status-date DATE.")


def _check_baseline(projects: Sequence[Project], choices: ValueChoices) -> None:
    if choices.baseline is None:
        return
    known = sorted({b.number for project in projects for task in project.plan.tasks for b in task.baselines})
    if choices.baseline not in known:
        has = f"There are: {', '.join(map(str, known))}." if known else "No plan holds any; set one where the plan is kept."
        raise usage(f"--baseline {choices.baseline}", "no plan holds this baseline.", has)


def _check_unit(projects: Sequence[Project], choices: ValueChoices) -> None:
    asked = [project for project in projects if project.plan.status_date is not None]
    if choices.unit is None or not asked or any(project.value is not None for project in asked):
        return
    if choices.unit == "cost":
        raise usage("--value-in cost", "nothing in the plan costs anything.", "Give rates with --people, or count --value-in work.")
    raise usage("--value-in work", "nobody in the plan has work.", "Give tasks people or work, or count --value-in cost.")
