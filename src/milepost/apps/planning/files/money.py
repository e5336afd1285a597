"""What a plan file says of money, which is given out again to those alone who may change the plan."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from milepost.apps.planning.files.outgoing import Outgoing
from milepost.engine.model import Assignment, FieldKind, Resource, Task
from milepost.engine.problem import Problem, Severity
from milepost.values import said

SEES = "project-plan.edit"
OF_MONEY = frozenset({"cost", "actual_cost", "fixed_cost", "rates"})
PHASES_OF_MONEY = frozenset({5, 6, *range(17, 76, 6)})
"""Kinds of time-phased cost (see `engine.model.TimePhase`)."""

Record = TypeVar("Record", bound=Any)


def without_money(found: Outgoing) -> Outgoing:
    """Without rates and costs; where there were some that is told."""
    plan = found.plan
    of_money = {one.id for one in plan.fields if one.kind is FieldKind.COST}

    def kept(one: Record) -> Record:
        return replace(_without(one), fields=tuple(value for value in one.fields if value.field not in of_money))

    tasks: tuple[Task, ...] = tuple(map(kept, plan.tasks))
    resources: tuple[Resource, ...] = tuple(map(kept, plan.resources))
    assignments: tuple[Assignment, ...] = tuple(_without_phases(kept(one)) for one in plan.assignments)
    if (tasks, resources, assignments) == (plan.tasks, plan.resources, plan.assignments):
        return found
    message = said("rates and costs were left out: they take {permission}.", permission=SEES)
    problem = Problem("money-left-out", plan.name, message, "", Severity.WARNING)
    whole = plan.with_(tasks=tasks, resources=resources, assignments=assignments)
    return replace(found, plan=whole, problems=(*found.problems, problem))


def _without(record: Record) -> Record:
    usual = {one.name: one.default for one in fields(record) if one.name in OF_MONEY}
    return replace(record, **usual, baselines=tuple(map(_of_baseline, record.baselines)))


def _without_phases(one: Assignment) -> Assignment:
    return replace(one, phases=tuple(phase for phase in one.phases if phase.kind not in PHASES_OF_MONEY))


def _of_baseline(record: Record) -> Record:
    return replace(record, **{one.name: one.default for one in fields(record) if one.name in OF_MONEY})
