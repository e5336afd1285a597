"""What is done with scenarios: branched from a plan, brought up to date with it, and merged back into it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Q

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import ASSIGNMENT, PROJECT_PLAN, TASK, TASK_LINK
from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from milepost.apps.planning.rules.merging import Change
from milepost.apps.planning.selectors.scenario import changes_of
from milepost.apps.planning.selectors.snapshot import FACTS, Snapshot, snapshot
from milepost.apps.planning.services.task import check_outline, sell_where_allowed
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, JsonValue
from milepost.kernel.operations import operation, operation_named, perform
from milepost.values import listed, said

Ids = dict[str, int]
OF = {"tasks": TASK, "links": TASK_LINK, "work": ASSIGNMENT}

TAKEN_OVER = {*FACTS, "origin", "parent_id"} - {"scope_item_id"}
"""A task gets another scope by its edit alone, where the gate is asked."""


@operation(TASK, "take-over", inner=True, reversible=True)
def take_over(tasks: Sequence[Task], *, facts: Annotated[Any, JsonValue()]) -> None:
    """Say what another task says: where it stands in the outline and how far the work is, too."""
    given = [one for one in tasks if facts.get("given_away", one.given_away) != one.given_away]
    for one in tasks:
        for name in sorted(set(facts) & TAKEN_OVER):
            setattr(one, name, facts[name])
    if given:
        sell_where_allowed(given)
    check_outline([one for one in tasks if "parent_id" in facts])


@operation(PROJECT_PLAN, "keep-base", inner=True, reversible=True)
def keep_base(plans: Sequence[ProjectPlan], *, base: Annotated[Any, JsonValue()]) -> None:
    """Keep what the plan says, for a scenario to be compared with."""
    for one in plans:
        one.base = base


def copy_into(scenario: ProjectPlan) -> None:
    """Every task, link and assignment of the plan that it was branched from."""
    assert scenario.branched_from_id is not None
    found = snapshot(scenario.branched_from_id)
    ids = add_tasks(scenario.pk, found.tasks, {}, origins=True)
    add_links(found.links, ids)
    add_work(found.work, ids)
    perform(operation_named("project-plan.keep-base"), actor(), on=[scenario.pk], given={"base": found.as_json()})


@operation(PROJECT_PLAN, "merge")
def merge(
    plans: Sequence[ProjectPlan],
    *,
    chosen: Annotated[Any, JsonValue(label="Changes", help='Names of changes, as the comparison gives them: ["tasks 12"].')],
    mine: Annotated[bool, Flag(label="The scenario's values where both changed", required=False)],
) -> None:
    """Take chosen changes of a scenario into the plan it was branched from. Where both changed the same, say that the scenario's values are
    to stand; else it is refused."""
    for one in plans:
        if one.branched_from_id is None:
            raise Invalid({"": [Fault("no-scenario", said("{number} is the plan itself; merge a scenario of it.", number=one.number))]})
        _merge(one, _checked(one, chosen, mine=mine))


def _checked(scenario: ProjectPlan, chosen: Any, *, mine: bool) -> Sequence[Change]:
    """Raises Invalid for what is no change of it, for conflicts nobody decided, and for a change that needs another."""
    found = {change.key: change for change in changes_of(scenario)}
    names = chosen if isinstance(chosen, list) and all(isinstance(one, str) for one in chosen) else []
    unknown = [name for name in names if name not in found]
    if unknown or not names:
        told = (
            said("{unknown} is no change of {scenario}", unknown=unknown[0][:60], scenario=scenario.number)
            if unknown
            else said("choose at least one change")
        )
        raise Invalid({"chosen": [Fault("no-change", said("{told}; compare it again, and name changes as told there.", told=told))]})
    wanted = [found[name] for name in names]
    clash = next((change for change in wanted if change.clashes), None)
    if clash is not None and not mine:
        raise Invalid({"mine": [Fault("conflict", _contradicted(scenario, clash))]})
    _check_needed(scenario, wanted)
    return wanted


def _contradicted(scenario: ProjectPlan, clash: Change) -> str:
    """What both changed, by the names that people know."""
    known = [OF[clash.part].by_name.get(field.removesuffix("_id")) for field in sorted(clash.theirs)]
    fields = listed([one.label for one in known if one is not None]) or said("the same")
    name = _called(scenario, clash.name)
    return said("the plan changed {fields} of {name} as well; say which values are to stand.", fields=fields, name=name)


def _called(scenario: ProjectPlan, name: str) -> str:
    """The task that a change is of, or that its link or assignment begins with; of one that the plan lost, its copy here."""
    keys = re.findall(r"\d+", name)[:1]
    task = Task.objects.filter(Q(pk__in=keys) | Q(origin__in=keys, plan=scenario)).order_by("pk").first()
    return f"{task.number} {task.name}" if task is not None else name


def _check_needed(scenario: ProjectPlan, wanted: Sequence[Change]) -> None:
    """What is new hangs on tasks that are in the plan, or come with it; what is changed is still there. Raises Invalid."""
    coming = {change.name for change in wanted if change.part == "tasks" and change.kind != "gone"}
    there = {str(key) for key in Task.objects.filter(plan=scenario.branched_from_id).values_list("pk", flat=True)}
    for change in wanted:
        if change.theirs.get("gone"):
            what = _called(scenario, change.name)
            told = said("{what} is in the plan no more, so there is nothing to change; leave it out.", what=what)
            raise Invalid({"chosen": [Fault("gone", told)]})
        for name in _needed(change):
            if name.startswith("new ") and name not in coming:
                what, new = _called(scenario, change.name), _called(scenario, name)
                told = said("{what} needs the new task {new}; choose that as well.", what=what, new=new)
                raise Invalid({"chosen": [Fault("needs", told)]})
            if not name.startswith("new ") and name not in there:
                told = said("{what} needs a task that is in the plan no more; leave it out.", what=_called(scenario, change.name))
                raise Invalid({"chosen": [Fault("needs", told)]})


def _needed(change: Change) -> Collection[str]:
    if change.kind == "gone":
        return ()
    if change.part == "links":
        return change.name.split(">")
    if change.part == "work":
        return [_task_of(change.name)]
    parent = change.after.get("parent")
    return [parent] if parent else ()


def _task_of(work: str) -> str:
    """ "12 person 3" is of 12."""
    return " ".join(work.split()[:-2])


def _merge(scenario: ProjectPlan, wanted: Sequence[Change]) -> None:
    plan = scenario.branched_from_id
    assert plan is not None
    by = {(part, kind): [one for one in wanted if (one.part, one.kind) == (part, kind)] for part in PARTS for kind in KINDS}
    ids: Ids = {name: int(name) for name in snapshot(plan).tasks}
    new = {one.name: one.after for one in by["tasks", "new"]}
    ids |= add_tasks(plan, new, ids, origins=False)
    for one in by["tasks", "changed"]:
        _change_task(one.after, ids[one.name], ids)
    _drop(by, ids)
    for part, add in (("links", add_links), ("work", add_work)):
        add({one.name: one.after for one in by[part, "new"]}, ids)
    _change_rest(by, ids)
    _rebase(scenario, plan, wanted, ids)


def _change_task(after: Mapping[str, Any], key: int, ids: Ids) -> None:
    """What people type by the edit, with its rules; the rest, such as its place and how far the work is, as it stands there."""
    typed = {name.removesuffix("_id"): value for name, value in after.items()}
    edit = operation_named("task.edit")
    given = {name: value for name, value in typed.items() if name in edit.inputs}
    if given:
        perform(edit, actor(), on=[key], given=given)
    facts = {name: value for name, value in after.items() if name.removesuffix("_id") not in given and name != "parent"}
    if "parent" in after:
        facts["parent_id"] = ids[after["parent"]] if after["parent"] else None
    if facts:
        perform(operation_named("task.take-over"), actor(), on=[key], given={"facts": facts})


PARTS, KINDS = ("tasks", "links", "work"), ("new", "changed", "gone")


def _drop(by: Mapping[tuple[str, str], Sequence[Change]], ids: Ids) -> None:
    """Links and assignments before the tasks they hang on."""
    links = [_link(one.name, ids) for one in by["links", "gone"]]
    work = [_work(one.name, ids) for one in by["work", "gone"]]
    tasks = [ids[one.name] for one in by["tasks", "gone"] if one.name in ids]
    for entity, keys in (("task-link", links), ("assignment", work), ("task", tasks)):
        there = [key for key in keys if key is not None]
        if there:
            perform(operation_named(f"{entity}.delete"), actor(), on=there)


def _change_rest(by: Mapping[tuple[str, str], Sequence[Change]], ids: Ids) -> None:
    for part, entity, found in (("links", "task-link", _link), ("work", "assignment", _work)):
        for one in by[part, "changed"]:
            key = found(one.name, ids)
            if key is not None:
                perform(operation_named(f"{entity}.edit"), actor(), on=[key], given=_given(one.after))


def _rebase(scenario: ProjectPlan, plan: int, wanted: Sequence[Change], ids: Ids) -> None:
    """What was merged is no change any more: new tasks of the scenario are now those of the plan."""
    for one in wanted:
        if one.part == "tasks" and one.kind == "new":
            facts = {"origin": ids[one.name]}
            perform(operation_named("task.take-over"), actor(), on=[int(one.name.removeprefix("new "))], given={"facts": facts})
    base, there = Snapshot.from_json(scenario.base).as_json(), snapshot(plan).as_json()
    for one in wanted:
        name = _renamed(one.name, ids)
        if name in there[one.part]:
            base[one.part][name] = there[one.part][name]
        else:
            base[one.part].pop(name, None)
    scenario.base = base


def _renamed(name: str, ids: Ids) -> str:
    """A row's name with the ids that new tasks have in the plan now."""
    for task, key in sorted(ids.items(), key=lambda pair: -len(pair[0])):
        if task.startswith("new "):
            name = name.replace(task, str(key))
    return name


def add_tasks(plan: int, new: Mapping[str, Mapping[str, Any]], known: Ids, *, origins: bool) -> Ids:
    """Makes the tasks of `new`, parents before their parts, each level at once; their ids by name, beside those `known`."""
    ids: Ids = {}
    waiting = dict(new)
    while waiting:
        level = {name: facts for name, facts in waiting.items() if facts["parent"] is None or facts["parent"] not in waiting}
        given = [_as_created(plan, facts, ids | known) for facts in level.values()]
        made = perform(operation_named("task.create"), actor(), given=given).records
        ids |= {name: record.pk for name, record in zip(level, made, strict=True)}
        facts = [{"facts": {**_facts(row), **({"origin": int(name)} if origins else {})}} for name, row in level.items()]
        perform(operation_named("task.take-over"), actor(), on=[record.pk for record in made], given=facts)
        waiting = {name: facts for name, facts in waiting.items() if name not in level}
    return ids


def _as_created(plan: int, facts: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    parent = ids.get(facts["parent"]) if facts["parent"] is not None else None
    return {"plan": plan, "scope_item": facts["scope_item_id"], "name": facts["name"], "parent": parent, "kind": facts["kind"]}


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in FACTS}


def add_links(links: Mapping[str, Mapping[str, Any]], ids: Ids) -> None:
    """Between tasks by their names."""
    given = []
    for name, facts in links.items():
        before, behind = name.split(">")
        given.append({"predecessor": ids[before], "successor": ids[behind], **facts})
    if given:
        perform(operation_named("task-link.create"), actor(), given=given)


def add_work(work: Mapping[str, Mapping[str, Any]], ids: Ids) -> None:
    """Assignments of tasks by their names."""
    given = []
    for name, facts in work.items():
        kind, who = name.split()[-2:]
        given.append({"task": ids[_task_of(name)], {"person": "person", "role": "work_role"}[kind]: int(who), **_given(facts)})
    if given:
        perform(operation_named("assignment.create"), actor(), given=given)


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    """As operations read it: a share is told in per cent."""
    asked = operation_named("assignment.create").inputs["share"]
    return {name: asked.write(value) if name == "share" else value for name, value in facts.items()}


def _link(name: str, ids: Ids) -> int | None:
    before, behind = (ids.get(one) for one in name.split(">"))
    return TaskLink.objects.filter(predecessor=before, successor=behind).values_list("pk", flat=True).first()


def _work(name: str, ids: Ids) -> int | None:
    kind, who = name.split()[-2:]
    where = {"person": int(who)} if kind == "person" else {"person": None, "work_role": int(who)}
    return Assignment.objects.filter(task=ids.get(_task_of(name)), **where).values_list("pk", flat=True).first()
