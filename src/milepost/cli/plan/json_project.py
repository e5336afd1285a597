"""One project in JSON: tasks with their dates and reasons, links, assignments, paths, deadlines, cost, comparison."""

from collections.abc import Sequence
from typing import Any

from milepost.cli.plan.calibrated.as_json import calibrated_json
from milepost.cli.plan.findings import missed_deadlines
from milepost.cli.plan.json_values import day, minutes, moment, money, problem_json, share
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.risk.as_json import risk_json
from milepost.cli.plan.summary import project_findings
from milepost.cli.plan.value.as_json import value_json
from milepost.cli.plan.why import why
from milepost.engine.model import Assignment, LagKind, Link, Task
from milepost.engine.network.compare import Comparison, Difference


def project_json(project: Project, portfolio: Portfolio) -> dict[str, Any]:
    """Everything on one project; its long lists are iterators. Keys that hold money, float or late dates are absent for a client."""
    plan, internal = project.plan, portfolio.internal
    made: dict[str, Any] = {
        "id": project.key,
        "name": project.name,
        "client": plan.client,
        "manager": plan.manager,
        "company": plan.company,
        "start": moment(project.schedule.start),
        "finish": moment(project.schedule.finish),
        "status_date": moment(plan.status_date),
        "calendar": next((c.name for c in plan.calendars if c.id == plan.calendar), ""),
        "minutes_per_day": plan.settings.minutes_per_day,
        "findings": [{"text": f.text, "status": f.weight.value} for f in project_findings(project, portfolio)],
        "critical_paths": [list(path.tasks) for path in project.paths],
        "milestones": [task.id for task in project.milestones],
        "missed_deadlines": [
            {"task": m.task.id, "deadline": moment(m.deadline), "finish": moment(m.finish), "late_minutes": minutes(m.late)}
            for m in missed_deadlines(project)
        ],
        "tasks": (_task(project, task, internal=internal) for task in plan.tasks if task.level > 0),
        "links": (_link(link) for link in plan.links),
        "assignments": (_assignment(a, project, internal=internal) for a in plan.assignments),
        "problems": [problem_json(problem) for problem in project.problems],
    }
    if internal:
        made["currency"] = plan.settings.currency.code
        made["cost"] = _cost(project)
        made["stored_dates"] = _comparison(project.comparison)
        made["risk"] = risk_json(project)
        made["value"] = value_json(project)
        made["calibrated"] = calibrated_json(project)
    return made


def _task(project: Project, task: Task, *, internal: bool) -> dict[str, Any]:
    summary = task.id in project.plan.summaries
    made: dict[str, Any] = {
        "id": task.id,
        "row": task.row,
        "wbs": task.wbs or task.outline_number,
        "name": task.name,
        "level": task.level,
        "parent": _parent(project, task),
        "summary": summary,
        "milestone": not summary and (task.milestone or task.duration == 0),
        "active": task.active,
        "duration_minutes": minutes(task.duration),
        "elapsed": task.elapsed,
        "percent_complete": task.percent_complete,
        "constraint": task.constraint.name,
        "constraint_date": moment(task.constraint_date),
        "deadline": moment(task.deadline),
        "actual_start": moment(task.actual_start),
        "actual_finish": moment(task.actual_finish),
        "baselines": [
            {"number": b.number, "start": moment(b.start), "finish": moment(b.finish)}
            for b in sorted(task.baselines, key=lambda b: b.number)
        ],
        "dates": _dates(project, task, internal=internal),
    }
    if internal:
        cost = project.cost.by_task[task.id] if project.cost else None
        made["cost"] = money(cost.total.cost, project.plan.settings.currency) if cost else None
        made["notes"] = task.notes
    return made


def _parent(project: Project, task: Task) -> str | None:
    """The summary above; the project's own row is nobody's."""
    above = project.plan.task.get(task.parent or "")
    return above.id if above is not None and above.level > 0 else None


def _dates(project: Project, task: Task, *, internal: bool) -> dict[str, Any] | None:
    """Computed dates with what set them; None for a row that is not scheduled."""
    if task.id not in project.schedule:
        return None
    dates = project.dates(task)
    made: dict[str, Any] = {
        "start": moment(dates.start),
        "finish": moment(dates.finish),
        "early_start": moment(dates.early_start),
        "early_finish": moment(dates.early_finish),
        "critical": dates.critical,
        "driver": dates.driver.name.lower().replace("_", "-"),
        "driving_link": dates.driving_link,
        "reason": why(project, task),
    }
    if internal:
        made["late_start"] = moment(dates.late_start)
        made["late_finish"] = moment(dates.late_finish)
        made["total_float_minutes"] = minutes(dates.total_float)
        made["free_float_minutes"] = minutes(dates.free_float)
        made["near_critical"] = dates.near_critical
    return made


def _link(link: Link) -> dict[str, Any]:
    """`lag_percent` for the percentage kinds, else `lag_minutes`; the other is null."""
    percent = link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)
    return {
        "from": link.predecessor,
        "to": link.successor,
        "kind": link.kind.value,
        "lag_minutes": None if percent else minutes(link.lag),
        "lag_percent": link.lag / 100 if percent else None,
        "elapsed": link.lag_kind in (LagKind.ELAPSED, LagKind.ELAPSED_PERCENT),
        "external": bool(link.external),
    }


def _assignment(assignment: Assignment, project: Project, *, internal: bool) -> dict[str, Any]:
    resource = project.plan.resource.get(assignment.resource or "")
    made: dict[str, Any] = {
        "id": assignment.id,
        "task": assignment.task,
        "resource": assignment.resource,
        "name": resource.name if resource else None,
        "kind": resource.kind.value if resource else None,
        "share": share(assignment.units),
        "work_minutes": minutes(assignment.work),
        "actual_work_minutes": minutes(assignment.actual_work),
    }
    if internal:
        cost = project.cost.by_assignment.get(assignment.id) if project.cost else None
        made["cost"] = money(cost.cost, project.plan.settings.currency) if cost else None
    return made


def _cost(project: Project) -> dict[str, Any] | None:
    cost = project.cost
    if cost is None:
        return None
    unit = cost.currency
    return {
        "total": money(cost.total.cost, unit),
        "actual": money(cost.total.actual, unit),
        "remaining": money(cost.total.remaining, unit),
        "baseline": money(project.baseline.total, unit) if project.baseline else None,
        "by_resource": [
            {
                "resource": r.resource,
                "name": r.name,
                "cost": money(r.total.cost, unit),
                "actual": money(r.total.actual, unit),
                "work_minutes": minutes(r.total.work),
            }
            for r in cost.by_resource.values()
        ],
        "by_day": [{"day": day(d.day), "cost": money(d.cost, unit), "actual": money(d.actual, unit)} for d in cost.by_day],
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    different: Sequence[Any] = [row for row in comparison.rows if row.difference not in (Difference.NONE, Difference.NOT_STORED)]
    return {
        "compared": comparison.compared,
        "equal": comparison.counts.get(Difference.NONE, 0),
        "counts": {
            kind.name.lower().replace("_", "-"): comparison.counts.get(kind, 0) for kind in Difference if kind is not Difference.NONE
        },
        "different": [
            {
                "task": row.task,
                "stored_start": moment(row.stored_start),
                "stored_finish": moment(row.stored_finish),
                "early_start": moment(row.start),
                "early_finish": moment(row.finish),
                "reason": row.difference.name.lower().replace("_", "-"),
                "because": row.because,
            }
            for row in different
        ],
    }
