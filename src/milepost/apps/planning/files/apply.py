"""Does an import: a plan where there is none, a scope item, tasks, links and work, as one transaction; or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.files.against import against
from milepost.apps.planning.files.compare import Comparison
from milepost.apps.planning.files.draft import Draft
from milepost.apps.planning.files.writing import Writing, day_of
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.services.project_plan import put_away
from milepost.kernel.access import Actor, held_on
from milepost.kernel.call import Call, running
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.operations import operation_named, perform, together
from milepost.values import listed, said

NEEDS = ("task.create", "task-link.create", "assignment.create", "project-plan.edit")
TO_CHANGE = ("task.edit", "task.report", "task-link.edit", "task-link.delete", "assignment.edit", "assignment.delete")
LEAST_ALIKE = 0.5


@dataclass(frozen=True)
class Answers:
    """What whoever imports says. `agreed`: contact or person, on, authority, document, as `scope-item.approve` reads them; none where the
    plan is not agreed yet. `gone` are tasks to delete that the file has no more."""

    agreed: Mapping[str, Any] | None = None
    gone: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done, in numbers; `scope_item` is that of the new tasks, none where there are no new ones. `stayed` are tasks that were to
    be deleted and were not, for what was made here is part of them."""

    plan: int
    number: str
    scope_item: str
    held: bool
    created: int
    changed: int
    deleted: int
    links: int
    work: int
    baselines: int
    batches: tuple[str, ...]
    stayed: tuple[str, ...] = ()


def bring(by: Actor, project: Any, draft: Draft, who: Mapping[str, str], answers: Answers, *, request: str = "") -> Brought:
    """All of it or nothing. Raises Denied, Invalid and whatever operations raise; then nothing was changed."""
    with together():
        plan, made = _plan(by, project, draft, request)
        draft, found = against(draft, plan.pk, who)
        check_may(by, plan, found)
        check_same(found, plan)
        item = _scope_item(by, project, draft, answers, request) if found.new else None
        call, writing = Call(by, request, f"import of {draft.source.name}"[:200]), Writing(plan, draft, found, who)
        with running(call):
            writing.tasks(item.pk if item is not None else None)
        # Now, when what the file moved away from them is not part of them any more, and before links that only fit without them.
        gone, stayed = _without_own(plan.pk, [key for key in answers.gone if key in found.gone])
        if gone:
            writing.done.append(perform(operation_named("task.delete"), by, on=gone, request=request))
        with running(call):
            links, work = writing.links(), writing.work()
            if not draft.own:
                writing.plan_itself(writing.baselines(allowed=answers.agreed is not None or not found.new))
        batches = [*([made] if made else []), *(one.batch for one in writing.done)]
    return Brought(
        plan.pk,
        plan.number,
        item.number if item is not None else "",
        item is not None and answers.agreed is None,
        len(found.new),
        len(found.changed),
        len(gone),
        links,
        work,
        writing.frozen,
        tuple(batches),
        tuple(found.gone[key] for key in stayed),
    )


def _without_own(plan: int, gone: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of tasks to delete those that can go, and those that stay because a task that is not to go is part of them."""
    parents: dict[int, int | None] = dict(Task.objects.filter(plan=plan).values_list("pk", "parent_id")) if gone else {}
    stay: set[int] = set()
    for key in parents.keys() - set(gone):
        above = parents[key]
        while above is not None and above not in stay:
            stay.add(above)
            above = parents.get(above)
    return [key for key in gone if key not in stay], [key for key in gone if key in stay]


def check_same(found: Comparison, plan: ProjectPlan) -> None:
    """Raises Invalid where the plan has tasks of another file: their ids mean other tasks."""
    if found.ids and found.alike < LEAST_ALIKE:
        name = (plan.foreign or {}).get("file", {}).get("name", "another file")
        told = said(
            "{plan} has tasks of {name}, and the tasks of this file are others under the same ids. "
            "Bring it into another project, or delete those tasks first.",
            plan=plan.number,
            name=name,
        )
        raise Invalid({"file": [Fault("another-plan", told)]})


def check_may(actor: Actor, plan: ProjectPlan, found: Comparison) -> None:
    """What is done here at once takes the same permissions as doing it one by one. Raises Denied, Invalid for a plan that was put away."""
    needs = (*NEEDS, *(TO_CHANGE if found.ids else ()))
    lacking = sorted(set(needs) - held_on(PROJECT_PLAN, actor, needs, plan.pk))
    if lacking:
        raise Denied(said("You may not bring a file into {plan}: that takes {lacking}.", plan=plan.number, lacking=listed(lacking)))
    if plan.state != "open":
        raise put_away(plan.number)


def _plan(actor: Actor, project: Any, draft: Draft, request: str) -> tuple[ProjectPlan, str]:
    """The project's plan, made where there is none; and the batch that made it."""
    found = ProjectPlan.objects.filter(project=project.pk, kind="main").first()
    if found is not None:
        return found, ""
    name = (draft.plan.title or draft.plan.name or project.name)[:200]
    given = {"project": project.pk, "name": name, "starts_at": draft.starts_at, "day_minutes": day_of(draft)}
    done = perform(operation_named("project-plan.create"), actor, given=given, request=request)
    made = done.records[0]
    assert isinstance(made, ProjectPlan)
    return made, done.batch


def scope_name(draft: Draft, *, agreed: bool) -> str:
    """What the scope item of new tasks is called."""
    return f"{'As agreed in' if agreed else 'Proposed in'} {draft.source.name}"[:200]


def _scope_item(actor: Actor, project: Any, draft: Draft, answers: Answers, request: str) -> Any:
    """One for all new tasks: approved where the plan is agreed, else proposed, which holds them. Both take the usual permissions."""
    effort = sum(one.columns["effort_minutes"] or 0 for one in draft.tasks if one.key not in {task.parent for task in draft.tasks})
    given = {
        "project": project.pk,
        "name": scope_name(draft, agreed=answers.agreed is not None),
        "source": f"Imported from {draft.source.name}"[:200],
        "effort_minutes": effort or None,
    }
    item = perform(operation_named("scope-item.create"), actor, given=given, request=request).records[0]
    if answers.agreed is not None:
        perform(operation_named("scope-item.approve"), actor, on=[item.pk], given=dict(answers.agreed), request=request)
    return item
