"""Several plans, one pool of people: who is the same person in which plan, asked when unclear, and all plans as one for the engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.engine.model import Calendar, Constraint, Plan, Resource, ResourceKind, Task
from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.imported import Imported
from milepost.exchange.people.names import email_key, name_key, similar_candidates, similar_names


@dataclass(frozen=True, slots=True)
class Unclear:
    """Names that may mean one person: `names` and the plans (file names) they stand in, pairwise, and `reason` as a clause."""

    names: tuple[str, ...]
    plans: tuple[str, ...]
    reason: str

    def problem(self) -> Problem:
        """The question as a problem, for when nobody can be asked."""
        spoken = " and ".join(f"'{name}' ({plan})" for name, plan in zip(self.names, self.plans, strict=True))
        one, other = self.names[0], self.names[-1]
        remedy = f'Give --same "{one}={other}" when they are one person, or --same "{one}={one}" when they are not.'
        if name_key(one) == name_key(other):
            remedy = f'Give --same "{one}={other}" when they are one person; otherwise tell them apart by name in one of the plans.'
        return Problem(
            "person-unclear",
            ", ".join(dict.fromkeys(self.plans)),
            f"It is not clear whether {spoken} are one person: {self.reason}.",
            remedy,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """The plans in the order given, their resources with ids that mean the same person everywhere.

    `people` are the pool's resources, one per id, as the first plan has them. With `unclear` left, those names were kept apart.
    """

    plans: tuple[Plan, ...]
    people: tuple[Resource, ...]
    unclear: tuple[Unclear, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """One resource of one plan."""

    plan: int
    file: str
    resource: Resource

    @property
    def email(self) -> str:
        return email_key(self.resource.email)

    @property
    def person(self) -> bool:
        return self.resource.kind is ResourceKind.WORK and not self.resource.generic


def merge_plans(imported: Sequence[Imported], *, same: Mapping[str, str] | None = None) -> Pool:
    """The plans with pool-wide resource ids ("person-1" ..., "role-1" ... for placeholders, "p1-..." for materials and costs).

    People are one when their e-mail addresses agree, else when their names are equal after normalising. `same` maps a name to
    the name it stands for; a name mapped to itself is nobody else. Nothing is merged on likeness: that becomes `unclear`.
    Placeholders are one by equal name and never a person. Materials and costs stay each plan's own.
    """
    answers = {name_key(key): name_key(value) for key, value in (same or {}).items()}
    findings = Findings()
    seen = [
        _Seen(number, one.source.name, resource)
        for number, one in enumerate(imported)
        for resource in one.plan.resources
        if resource.kind is ResourceKind.WORK
    ]
    groups, unclear = _group([one for one in seen if one.person], answers)
    roles: dict[str, list[_Seen]] = {}
    for one in seen:
        if not one.person:
            roles.setdefault(name_key(one.resource.name), []).append(one)
    ids: dict[tuple[int, str], str] = {}
    people: list[Resource] = []
    for prefix, members in (("person", groups), ("role", list(roles.values()))):
        for number, group in enumerate(members, start=1):
            identity = f"{prefix}-{number}"
            for one in group:
                ids[one.plan, one.resource.id] = identity
            people.append(
                replace(
                    group[0].resource, id=identity, email=next((one.resource.email for one in group if one.email), group[0].resource.email)
                )
            )
            _tell_differences(group, findings)
    plans = tuple(_renamed(one.plan, number, ids) for number, one in enumerate(imported))
    return Pool(plans, tuple(people), tuple(unclear), findings.notices)


def _group(seen: Sequence[_Seen], answers: Mapping[str, str]) -> tuple[list[list[_Seen]], list[Unclear]]:
    """People grouped into persons, in order of first appearance, and the questions that are left."""
    parent = list(range(len(seen)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    by_email: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for index, one in enumerate(seen):
        if one.email:
            join(by_email.setdefault(one.email, index), index)
        key = name_key(one.resource.name)
        by_name.setdefault(answers.get(key, key), []).append(index)
    unclear: list[Unclear] = []
    for key, indexes in by_name.items():
        told = key in answers.values() or key in answers
        emails = {seen[index].email for index in indexes if seen[index].email}
        if len(emails) <= 1 or told:
            # Twice the same name in one plan without a way to tell them apart stays two people there.
            for index in indexes[1:]:
                if told or seen[index].plan != seen[indexes[0]].plan or seen[index].email:
                    join(indexes[0], index)
            continue
        first: dict[str, int] = {}
        for index in indexes:
            first.setdefault(seen[index].email, index)
        unclear.append(_question([seen[index] for index in first.values()], "the same name with different e-mail addresses"))
    unclear += _near(seen, by_name, answers, root)
    groups: dict[int, list[_Seen]] = {}
    for index, one in enumerate(seen):
        groups.setdefault(root(index), []).append(one)
    return list(groups.values()), unclear


def _near(
    seen: Sequence[_Seen], by_name: Mapping[str, Sequence[int]], answers: Mapping[str, str], root: Callable[[int], int]
) -> list[Unclear]:
    """Questions about names that are nearly the same, in different plans, without e-mail addresses that settle it."""
    names = [seen[indexes[0]].resource.name for indexes in by_name.values()]
    index_of = {name_key(seen[indexes[0]].resource.name): indexes for indexes in by_name.values()}
    index = similar_candidates(names)
    asked: set[frozenset[str]] = set()
    found: list[Unclear] = []
    for name in names:
        key = name_key(name)
        for other, why in similar_names(name, index).items():
            pair = frozenset((key, name_key(other)))
            settled = answers.get(key) == key or answers.get(name_key(other)) == name_key(other)
            if pair in asked or settled:
                continue
            asked.add(pair)
            mine, theirs = index_of[key], index_of[name_key(other)]
            both = {seen[i].plan for i in mine} == {seen[i].plan for i in theirs} and len({seen[i].plan for i in mine}) == 1
            apart = all(seen[i].email for i in (*mine, *theirs))
            if both or apart or root(mine[0]) == root(theirs[0]):
                continue
            found.append(_question([seen[mine[0]], seen[theirs[0]]], why))
    return found


def _question(members: Sequence[_Seen], reason: str) -> Unclear:
    return Unclear(tuple(one.resource.name for one in members), tuple(one.file for one in members), reason)


def _tell_differences(group: Sequence[_Seen], findings: Findings) -> None:
    """Notes where plans disagree about a person: the first plan's word counts for the pool."""
    first = group[0].resource
    names = list(dict.fromkeys(one.resource.name for one in group))
    if len({name_key(name) for name in names}) > 1:
        findings.note(
            "person-names",
            ", ".join(dict.fromkeys(one.file for one in group)),
            f"One person goes by {' and '.join(repr(name) for name in names)}.",
        )
    for one in group[1:]:
        for what, mine, theirs in (
            ("units", first.max_units, one.resource.max_units),
            ("rates", first.rates, one.resource.rates),
            ("availability", first.availability, one.resource.availability),
        ):
            if mine != theirs:
                findings.note(
                    "person-differs",
                    f"resource '{one.resource.name}'",
                    f"{what.capitalize()} in {one.file} differ from {group[0].file}, whose word counts for the pool.",
                )


def _renamed(plan: Plan, number: int, ids: Mapping[tuple[int, str], str]) -> Plan:
    new = {resource.id: ids.get((number, resource.id), f"p{number + 1}-{resource.id}") for resource in plan.resources}
    merged: dict[str, Resource] = {}
    for resource in plan.resources:
        merged.setdefault(new[resource.id], replace(resource, id=new[resource.id]))
    assignments = tuple(replace(a, resource=new.get(a.resource, a.resource) if a.resource is not None else None) for a in plan.assignments)
    return plan.with_(resources=tuple(merged.values()), assignments=assignments)


def combine(pool: Pool, *, name: str = "Portfolio") -> tuple[Plan, tuple[Problem, ...]]:
    """All plans of a pool as one plan, a summary "P1" ... per project, and what is to be told.

    Ids of tasks, calendars and fields get their project's prefix ("P1:12"). Each summary starts no earlier than its project, and
    each task without assigned people has its own project's calendar; people keep the calendar of the first plan they stand in.
    """
    findings = Findings()
    if not pool.plans:
        raise ValueError("there is no plan to combine")
    first = pool.plans[0]
    home: dict[str, Resource] = {}
    for number, plan in enumerate(pool.plans, start=1):
        for resource in plan.resources:
            moved = replace(
                resource, calendar=f"P{number}:{resource.calendar or plan.calendar}" if resource.kind is ResourceKind.WORK else None
            )
            known = home.setdefault(resource.id, moved)
            if known is not moved and not _same_time(known, pool.plans, plan, resource):
                findings.note(
                    "person-calendar",
                    f"resource '{resource.name}'",
                    f"The calendar in '{plan.name}' differs from that of the first plan, which is used.",
                )
    for plan in pool.plans:
        if plan.from_finish:
            findings.warn(
                "from-finish",
                f"plan '{plan.name}'",
                "The plan is scheduled from its finish; together with others it is scheduled from its start.",
                "Plan it alone to see the dates from its finish.",
            )
        if plan.settings.currency != first.settings.currency:
            findings.warn(
                "currencies-differ",
                f"plan '{plan.name}'",
                f"It counts in {plan.settings.currency.code}, the first plan in {first.settings.currency.code}; sums of cost mean nothing.",
                "Ask for each plan's own cost.",
            )
    dates = {plan.status_date for plan in pool.plans}
    if len(dates) > 1:
        findings.note(
            "status-dates-differ",
            "status date",
            "The plans have different status dates; the joint plan has none.",
            "Give --status-date for all of them.",
        )
    parts = [_part(plan, f"P{number}") for number, plan in enumerate(pool.plans, start=1)]
    combined = Plan(
        name=name,
        start=min(plan.start for plan in pool.plans),
        tasks=tuple(task for part in parts for task in part.tasks),
        links=tuple(link for part in parts for link in part.links),
        calendars=tuple(calendar for part in parts for calendar in part.calendars),
        calendar=parts[0].calendar,
        resources=tuple(home.values()),
        assignments=tuple(a for part in parts for a in part.assignments),
        fields=tuple(field for part in parts for field in part.fields),
        status_date=dates.pop() if len(dates) == 1 else None,
        settings=first.settings,
        options=replace(first.options, multiple_critical_paths=True),
    )
    return combined, findings.notices


def _part(plan: Plan, prefix: str) -> Plan:
    """One plan with prefixed ids, below a summary that starts no earlier than the plan did."""

    def own(identity: str | None) -> str | None:
        return None if identity is None else f"{prefix}:{identity}"

    work = {resource.id for resource in plan.resources if resource.kind is ResourceKind.WORK}
    staffed = {a.task for a in plan.assignments if a.resource in work}
    project_row = {task.id for task in plan.tasks if task.level == 0}
    summary = Task(prefix, plan.title or plan.name, level=1, constraint=Constraint.SNET, constraint_date=plan.start)
    tasks = [summary]
    for task in plan.tasks:
        if task.level == 0:
            continue
        # With people assigned their calendars decide; a task calendar would cut into them.
        calendar = task.calendar or (None if task.id in staffed else plan.calendar)
        parent = prefix if task.parent is None or task.parent in project_row else f"{prefix}:{task.parent}"
        values = tuple(replace(value, field=f"{prefix}:{value.field}") for value in task.fields)
        tasks.append(
            replace(
                task,
                id=f"{prefix}:{task.id}",
                parent=parent,
                level=task.level + 1,
                calendar=own(calendar),
                uid=None,
                row=None,
                fields=values,
            )
        )
    links = tuple(
        replace(k, predecessor=k.predecessor and f"{prefix}:{k.predecessor}", successor=k.successor and f"{prefix}:{k.successor}")
        for k in plan.links
    )
    assignments = tuple(
        replace(
            a,
            id=f"{prefix}:{a.id}",
            task=f"{prefix}:{a.task}",
            uid=None,
            fields=tuple(replace(v, field=f"{prefix}:{v.field}") for v in a.fields),
        )
        for a in plan.assignments
        if a.task not in project_row
    )
    calendars = tuple(replace(c, id=f"{prefix}:{c.id}", base=own(c.base)) for c in plan.calendars)
    fields = tuple(replace(f, id=f"{prefix}:{f.id}") for f in plan.fields)
    return plan.with_(
        tasks=tuple(tasks), links=links, assignments=assignments, calendars=calendars, calendar=f"{prefix}:{plan.calendar}", fields=fields
    )


def _same_time(known: Resource, plans: Sequence[Plan], plan: Plan, resource: Resource) -> bool:
    """Whether a person's calendars in two plans say the same, followed down to their bases."""
    number, _, calendar = (known.calendar or "").partition(":")
    if not number:
        return True
    return _rules(plans[int(number[1:]) - 1], calendar) == _rules(plan, resource.calendar or plan.calendar)


def _rules(plan: Plan, identity: str) -> tuple[object, ...]:
    """What a calendar and its bases say, without ids and names."""
    by_id: dict[str, Calendar] = {calendar.id: calendar for calendar in plan.calendars}
    rules: list[object] = []
    step: str | None = identity
    seen: set[str] = set()
    while step is not None and step in by_id and step not in seen:
        seen.add(step)
        calendar = by_id[step]
        rules += [calendar.week, calendar.exceptions, calendar.work_weeks]
        step = calendar.base
    return tuple(rules)
