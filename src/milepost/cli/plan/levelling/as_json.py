"""Levelling for programs."""

from typing import Any

from milepost.cli.plan.json_people import overload_json
from milepost.cli.plan.json_values import minutes, moment, problem_json, share
from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.levelling.answer import by_number, excess_hours, person_changes, project_changes, task_changes
from milepost.cli.plan.levelling.findings import levelling_findings
from milepost.cli.plan.levelling.left import why_left
from milepost.cli.plan.levelling.words import reason
from milepost.engine.levelling import Blocker


def levelling_json(portfolio: Portfolio) -> dict[str, Any] | None:
    """None without levelling. Nothing in it depends on the clock or on what stopped the search: a replay gives the same bytes."""
    levelling = portfolio.levelling
    if levelling is None:
        return None
    result, choices = levelling.result, levelling.choices
    return {
        "findings": [{"text": finding.text, "status": finding.weight.value} for finding in levelling_findings(portfolio)],
        "verified": result.verified,
        "minimal_change": choices.minimal_change,
        "steady": choices.steady,
        "choose_people": choices.choose_people,
        "schedules_tried": result.tried,
        "work": result.work,
        "seed": result.seed,
        "replay": levelling.replay,
        "delay_minutes": minutes(result.delay),
        "bound_minutes": minutes(result.bound),
        "gap_minutes": minutes(result.gap),
        "excess_minutes_before": round(excess_hours(levelling.before.overloads) * 60),
        "excess_minutes": round(excess_hours(portfolio.overloads) * 60),
        "projects": _projects(portfolio, levelling),
        "moved": _moved(portfolio, levelling),
        "people": [
            {
                "name": person.name,
                "overloads_before": person.clashes_before,
                "overloads": person.clashes,
                "excess_minutes_before": minutes(person.excess_before),
                "excess_minutes": minutes(person.excess),
                "busiest_week_share_before": None if person.busiest_before is None else share(person.busiest_before),
                "busiest_week_share": None if person.busiest is None else share(person.busiest),
            }
            for person in person_changes(portfolio, levelling)
        ],
        "assigned": _assigned(portfolio, levelling),
        "overloads_before": [overload_json(overload, portfolio) for overload in levelling.before.overloads],
        "overloads_left": [overload_json(o, portfolio) | {"reason": why_left(o, portfolio)} for o in portfolio.overloads],
        "bookings": [
            {
                "person": booking.person,
                "from": moment(booking.start),
                "to": moment(booking.finish),
                "share": share(booking.units),
                "label": booking.label,
            }
            for booking in levelling.bookings
        ],
        "problems": [problem_json(problem) for problem in levelling.problems],
    }


def _projects(portfolio: Portfolio, levelling: Levelling) -> list[dict[str, Any]]:
    numbers = {project.key: number for number, project in by_number(portfolio, levelling).items()}
    made = []
    for change in project_changes(portfolio, levelling):
        aim = levelling.aims[numbers[change.project.key]]
        made.append(
            {
                "project": change.project.key,
                "finish_before": moment(change.finish_before),
                "finish": moment(change.finish),
                "later_minutes": minutes(change.later),
                "tasks_moved": change.moved,
                "weight": aim.weight,
                "due": moment(aim.due),
            }
        )
    return made


def _moved(portfolio: Portfolio, levelling: Levelling) -> list[dict[str, Any]]:
    projects = by_number(portfolio, levelling)
    return [
        {
            "project": change.project.key,
            "task": change.task.id,
            "name": change.task.name,
            "start_before": moment(change.moved.start_before),
            "finish_before": moment(change.moved.finish_before),
            "start": moment(change.moved.start),
            "finish": moment(change.moved.finish),
            "moved_minutes": minutes(change.by),
            "reason": reason(change.moved, portfolio, levelling),
            "blockers": [_blocker(blocker, {n: p.key for n, p in projects.items()}) for blocker in change.moved.blockers],
        }
        for change in task_changes(portfolio, levelling)
    ]


def _blocker(blocker: Blocker, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "person": blocker.person,
        "name": blocker.name,
        "until": moment(blocker.until),
        "project": None if blocker.plan is None else keys.get(blocker.plan),
        "task": blocker.task,
        "label": blocker.label.strip("'"),
    }


def _assigned(portfolio: Portfolio, levelling: Levelling) -> list[dict[str, Any]]:
    projects = by_number(portfolio, levelling)
    made = []
    for one in levelling.result.assigned:
        asked = next(a for a in levelling.before.plans[one.plan].assignments if a.id == one.assignment)
        made.append(
            {
                "project": projects[one.plan].key,
                "task": one.task,
                "assignment": one.assignment,
                "role": asked.resource,
                "person": one.person,
            }
        )
    return made
