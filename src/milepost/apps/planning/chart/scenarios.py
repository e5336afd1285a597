"""Scenarios of a plan beside it: what each comes to in dates, work and load, and what it changed, with what the plan changed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.bridge.levelling import OF_PERSON
from milepost.apps.planning.bridge.load import load_beside
from milepost.apps.planning.bridge.standing import Standing, standing
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import PROJECT_PLAN, TASK
from milepost.apps.planning.models import PlanRun, ProjectPlan
from milepost.apps.planning.rules.merging import Change
from milepost.apps.planning.selectors.scenario import changes_of, changes_of_all
from milepost.kernel.access import Actor, can_anywhere, held_on
from milepost.kernel.errors import Missing
from milepost.values import said

BRANCHING = "project-plan.create"
MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Scenario:
    """In a list: how many changes it holds, and how many of them the plan contradicts by now."""

    plan: ProjectPlan
    finish: int | None
    changes: int
    clashes: int


@dataclass(frozen=True, slots=True)
class Person:
    """Minutes booked in the plan and in the scenario, and how many of them are too much; no name where that cannot be seen."""

    name: str
    before: int
    after: int
    over_before: int
    over: int


@dataclass(frozen=True, slots=True)
class Compared:
    """`names` are those of tasks by the names that changes use, and of people and roles ("person 3")."""

    scenario: ProjectPlan
    plan: ProjectPlan
    before: Standing
    after: Standing
    people: Sequence[Person]
    changes: Sequence[Change]
    names: Mapping[str, str]
    can_merge: bool
    can_delete: bool


def scenarios_of(actor: Actor, plan: ProjectPlan) -> list[Scenario]:
    """Of a plan, the newest first."""
    rows = list(seen(PROJECT_PLAN, actor).filter(branched_from=plan.pk).order_by("-pk"))
    ends = dict(PlanRun.objects.filter(plan__in=rows).values_list("plan", "finish"))
    changed = changes_of_all(rows)
    return [Scenario(one, ends.get(one.pk), len(changed[one.pk]), sum(change.clashes for change in changed[one.pk])) for one in rows]


def number_of(plan: Any) -> str:
    """By which addresses name it."""
    return str(plan.number)


def may_branch(actor: Actor) -> bool:
    """Whether the actor may make a scenario somewhere."""
    return can_anywhere(actor, BRANCHING)


def compared(actor: Actor, scenario: ProjectPlan) -> Compared:
    """A scenario beside the plan that it was branched from. Raises Missing for what is none, or whose plan cannot be seen."""
    plan = seen(PROJECT_PLAN, actor).filter(pk=scenario.branched_from_id).first() if scenario.branched_from_id else None
    if not isinstance(plan, ProjectPlan):
        raise Missing(said("This is no scenario of a plan that you can see."))
    tried, planned, told = load_beside(scenario.pk, plan.pk)
    before, after = standing(planned), standing(tried)
    changed = changes_of(scenario, told)
    may = held_on(PROJECT_PLAN, actor, ["project-plan.merge", "project-plan.delete"], scenario.pk)
    return Compared(
        scenario,
        plan,
        before,
        after,
        _people(actor, before, after),
        changed,
        _names(actor, plan, scenario),
        "project-plan.merge" in may and scenario.state == "open" and plan.state == "open",
        "project-plan.delete" in may,
    )


def _people(actor: Actor, before: Standing, after: Standing) -> list[Person]:
    """Those with most that is different, or too much, first."""
    keys = [*before.booked, *(key for key in after.booked if key not in before.booked)]
    known = {f"{OF_PERSON}{key}": name for key, name in seen(PERSON, actor).filter(pk__in=_ids(keys)).values_list("pk", "name")}
    rows = [
        Person(
            known.get(key, "" if key.startswith(OF_PERSON) else before.names.get(key) or after.names.get(key, "")),
            before.booked.get(key, 0),
            after.booked.get(key, 0),
            before.over.get(key, 0),
            after.over.get(key, 0),
        )
        for key in keys
    ]
    return sorted(rows, key=lambda one: (-abs(one.after - one.before) - abs(one.over - one.over_before), -one.over, one.name))[:MOST_PEOPLE]


def _ids(keys: Sequence[str]) -> list[int]:
    return [int(key.removeprefix(OF_PERSON)) for key in keys if key.startswith(OF_PERSON)]


def _names(actor: Actor, plan: ProjectPlan, scenario: ProjectPlan) -> dict[str, str]:
    tasks: Any = seen(TASK, actor)
    rows = tasks.filter(Q(plan=plan.pk) | Q(plan=scenario.pk, origin=None)).values_list("pk", "plan", "number", "name")
    return {str(key) if of == plan.pk else f"new {key}": f"{number} {name}" if of == plan.pk else name for key, of, number, name in rows}
