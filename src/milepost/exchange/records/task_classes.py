"""The one rule by which a plan's tasks get a reference class of past records: fields, else names, else people, else the whole."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from milepost.engine.model import Plan, Resource, Task
from milepost.engine.model.field import FieldValue
from milepost.exchange.grid import heading_key
from milepost.exchange.people.names import name_key
from milepost.exchange.records.history import Records
from milepost.exchange.records.rows import JOINED

FIELD, NAME, PEOPLE, WHOLE = "field", "name", "people", "whole"


@dataclass(frozen=True, slots=True)
class TaskClasses:
    """`group` is the reference class of each task that is no summary, "" for all records together; `source` says where it is from:
    "field", "name", "people" or "whole"."""

    group: Mapping[str, str]
    source: Mapping[str, str]

    def counted(self) -> Mapping[str, int]:
        """How many tasks got their class from where."""
        return Counter(self.source.values())


def task_classes(plan: Plan, records: Records) -> TaskClasses:
    """The reference class of each task of the plan, by the first rule that gives one there are records of:

    1. custom fields of the task named like the columns of the records' class, their values joined as the columns are; else any custom
       field of it whose value is a class;
    2. a class called like the task or a summary above it, the nearest first;
    3. the people on the task, most work first: a custom field of theirs so named, their group, code, skill, or a placeholder's name;
    4. none: all records together.
    """
    known = {name_key(group): group for group in reversed(records.groups)}
    titles = [heading_key(title) for title in records.classes]
    own = _fields(plan, "task", titles)
    of_people = _fields(plan, "resource", titles)
    by_task: dict[str, list[tuple[int, Resource]]] = {}
    for assignment in plan.assignments:
        resource = plan.resource.get(assignment.resource or "")
        if resource is not None:
            by_task.setdefault(assignment.task, []).append((assignment.work, resource))
    classes_of = {resource.id: _first(_of_person(resource, of_people), known) for resource in plan.resources}
    group: dict[str, str] = {}
    source: dict[str, str] = {}
    for task in plan.tasks:
        if task.id in plan.summaries:
            continue
        found, where = _first(_of_task(task, own), known), FIELD
        if not found:
            found, where = _first(_above(plan, task), known), NAME
        if not found:
            people = sorted(by_task.get(task.id, ()), key=lambda pair: -pair[0])
            found, where = next((classes_of[one.id] for _, one in people if classes_of[one.id]), ""), PEOPLE
        group[task.id], source[task.id] = found, where if found else WHOLE
    return TaskClasses(group, source)


def _fields(plan: Plan, owner: str, titles: Sequence[str]) -> list[str]:
    """Ids of the fields named like the class's columns, in their order; none unless every column has one."""
    named = {heading_key(name): one.id for one in reversed(plan.fields) if one.owner == owner for name in (one.name, one.alias) if name}
    return [named[title] for title in titles] if titles and all(title in named for title in titles) else []


def _joined(values: Sequence[FieldValue], fields: Sequence[str]) -> str:
    by_field = {value.field: value.value for value in values}
    parts = [" ".join(by_field.get(field, "").split()) for field in fields]
    return JOINED.join(part or "none" for part in parts) if any(parts) else ""


def _of_task(task: Task, fields: Sequence[str]) -> Iterator[str]:
    if fields:
        yield _joined(task.fields, fields)
    yield from (value.value for value in task.fields)


def _above(plan: Plan, task: Task) -> Iterator[str]:
    one: Task | None = task
    while one is not None:
        yield one.name
        one = plan.task.get(one.parent) if one.parent is not None else None


def _of_person(resource: Resource, fields: Sequence[str]) -> Iterator[str]:
    if fields:
        yield _joined(resource.fields, fields)
    yield resource.group
    yield resource.code
    yield from (skill.name for skill in sorted(resource.skills, key=lambda skill: -skill.level))
    if resource.generic:
        yield resource.name


def _first(candidates: Iterator[str], known: Mapping[str, str]) -> str:
    return next((known[key] for one in candidates if one and (key := name_key(one)) in known), "")
