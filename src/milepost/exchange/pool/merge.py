"""Gives the people of several plans ids that mean the same person everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.engine.model import Plan, Resource, ResourceKind
from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.imported import Imported
from milepost.exchange.pool.group import Grouping
from milepost.exchange.pool.question import Seen, Unclear
from milepost.values import said


@dataclass(frozen=True, slots=True)
class Pool:
    """The plans in the order given, their resources with ids that mean the same person everywhere.

    `people` are the pool's people and placeholders, one per id, as the first plan has them. With `unclear` left, those were kept apart.
    """

    plans: tuple[Plan, ...]
    people: tuple[Resource, ...]
    unclear: tuple[Unclear, ...] = ()
    notices: tuple[Problem, ...] = ()


def merge_plans(imported: Sequence[Imported], *, same: Mapping[str, str] | None = None) -> Pool:
    """The plans with pool-wide resource ids ("person-1" ..., "role-1" ... for placeholders, "p1-..." for materials and costs).

    People are one when their e-mail addresses agree, else when their names are equal after normalising. `same` maps a name (or an
    address) to another of the same person; one mapped to itself is nobody else. Nothing is merged on likeness: that becomes
    `unclear`. Placeholders are one by equal name and never a person. Materials and costs stay each plan's own.
    """
    findings = Findings()
    seen = [
        Seen(number, one.source.name, resource)
        for number, one in enumerate(imported)
        for resource in one.plan.resources
        if resource.kind is ResourceKind.WORK
    ]
    grouping = Grouping([one for one in seen if not one.resource.generic], same or {})
    roles: dict[str, list[Seen]] = {}
    for one in seen:
        if one.resource.generic:
            roles.setdefault(one.key, []).append(one)
    chosen: dict[tuple[int, str], Resource] = {}
    people: list[Resource] = []
    for prefix, groups in (("person", grouping.groups()), ("role", list(roles.values()))):
        for number, group in enumerate(groups, start=1):
            email = next((one.resource.email for one in group if one.email), group[0].resource.email)
            people.append(replace(group[0].resource, id=f"{prefix}-{number}", email=email))
            for one in group:
                chosen[one.plan, one.resource.id] = replace(one.resource, id=f"{prefix}-{number}", email=email)
            _tell_differences(group, findings)
    plans = tuple(_renamed(one.plan, number, chosen) for number, one in enumerate(imported))
    return Pool(plans, tuple(people), tuple(grouping.unclear), findings.notices)


def _tell_differences(group: Sequence[Seen], findings: Findings) -> None:
    """Notes where plans disagree about a person: the first plan's word counts for the pool."""
    first = group[0]
    names = list(dict.fromkeys(one.resource.name for one in group))
    if len({one.key for one in group}) > 1:
        place = ", ".join(dict.fromkeys(one.file for one in group))
        findings.note("person-names", place, said("One person goes by {what}.", what=" and ".join(repr(name) for name in names)))
    for one in group[1:]:
        for what in ("max_units", "rates", "availability"):
            if getattr(first.resource, what) != getattr(one.resource, what):
                spoken = what.replace("max_", "").capitalize()
                message = said(
                    "{spoken} in {file} differ from {file2}, whose word counts for the pool.",
                    spoken=spoken,
                    file=one.file,
                    file2=first.file,
                )
                findings.note("person-differs", f"resource '{one.resource.name}'", message)


def _renamed(plan: Plan, number: int, chosen: Mapping[tuple[int, str], Resource]) -> Plan:
    """The plan with pool ids. A person that the plan lists twice (one address) becomes one resource."""
    new = {
        resource.id: chosen.get((number, resource.id)) or replace(resource, id=f"p{number + 1}-{resource.id}")
        for resource in plan.resources
    }
    merged: dict[str, Resource] = {}
    for resource in new.values():
        merged.setdefault(resource.id, resource)
    assignments = tuple(
        replace(a, resource=new[a.resource].id) if a.resource in new and a.resource is not None else a for a in plan.assignments
    )
    return plan.with_(resources=tuple(merged.values()), assignments=assignments)
