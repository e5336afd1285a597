"""What an import would do, told before anything is done: what is new, changed or gone, who is who, what is kept aside and what is lost."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from milepost.apps.people.entities import PERSON, WORK_ROLE
from milepost.apps.planning.files.against import against, known
from milepost.apps.planning.files.apply import check_may, check_same
from milepost.apps.planning.files.compare import Comparison
from milepost.apps.planning.files.draft import Draft
from milepost.apps.planning.files.people import Who, who_is_who
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.engine.model import FieldKind, ResourceKind
from milepost.engine.problem import Problem, Severity
from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.bringing import problem_told
from milepost.kernel.errors import Denied
from milepost.kernel.inputs import LocalMoment
from milepost.values import said

Json = dict[str, Any]
MOST_LISTED = 200
_MOMENT = LocalMoment()


def preview(actor: Actor, project: Any, draft: Draft) -> Json:
    """As JSON. Raises Denied for who could not import it, Invalid where the plan has tasks of another file."""
    plan = ProjectPlan.objects.filter(project=project.pk, kind="main").first()
    if plan is None and not (can_anywhere(actor, "project-plan.create") and can_anywhere(actor, "task.create")):
        raise Denied(said("You may not bring a plan: that takes project-plan.create and task.create."))
    key = plan.pk if plan is not None else None
    people = who_is_who(draft.plan, actor, known(draft, key))
    who = {one.resource: one.match for one in people if one.match}
    draft, found = against(draft, key, who)
    if plan is not None:
        check_may(actor, plan, found)
        check_same(found, plan)
    return {
        "file": {"name": draft.source.name, "format": draft.source.format, "producer": draft.source.producer},
        "plan": {"number": plan.number, "name": plan.name} if plan is not None else None,
        "title": draft.plan.title or draft.plan.name,
        "starts_at": _MOMENT.write(draft.starts_at),
        "finish": _MOMENT.write(finish // 60) if (finish := _finish(draft)) is not None else None,
        "holds": holds(draft),
        "tasks": _tasks(found),
        "links": _counts(found.new_links, found.changed_links, found.gone_links),
        "work": _counts(found.new_work, found.changed_work, found.gone_work),
        "people": [_person(one, names) for names in [_names(people, actor)] for one in people],
        "kept": kept_aside(draft),
        "asks": bool(found.new),
        "nothing": not (found.new or found.changed or found.gone or found.new_links or found.changed_links or found.gone_links)
        and not (found.new_work or found.changed_work or found.gone_work),
        "problems": [problem_told(one) for one in (*draft.problems, *_other_start(plan, draft))],
    }


def _other_start(plan: ProjectPlan | None, draft: Draft) -> list[Problem]:
    """A plan with tasks of its own keeps beginning when it does, if that is earlier; then tasks of the file may come earlier too."""
    if plan is None or plan.foreign or draft.own or plan.starts_at >= draft.starts_at or not Task.objects.filter(plan=plan.pk).exists():
        return []
    message = said(
        "it starts on {write}, before the file's plan: tasks that nothing else holds start then.",
        write=str(_MOMENT.write(plan.starts_at))[:10],
    )
    remedy = said("Give them a constraint, or bring the file into a project of its own.")
    return [Problem("starts-earlier", plan.number, message, remedy, Severity.WARNING)]


def _finish(draft: Draft) -> int | None:
    stored = [task.stored.finish for task in draft.plan.tasks if task.stored.finish is not None]
    return max(stored, default=draft.plan.finish)


def holds(draft: Draft) -> dict[str, Any]:
    """What the file holds, in numbers."""
    summaries = {one.parent for one in draft.tasks}
    baselines = {base.number for task in draft.plan.tasks for base in task.baselines if base.start is not None}
    return {
        "tasks": len(draft.tasks),
        "summaries": sum(one.key in summaries for one in draft.tasks),
        "milestones": sum(one.columns["kind"] == "milestone" for one in draft.tasks),
        "links": len(draft.links),
        "people": sum(one.kind is ResourceKind.WORK for one in draft.plan.resources),
        "work": len(draft.work),
        "calendars": sum(not one.personal for one in draft.plan.calendars),
        "baselines": sorted(baselines),
    }


def kept_aside(draft: Draft) -> dict[str, int]:
    """What the house has no place of its own for, by kind: it is kept, counts for the dates where it matters, and is exported again."""
    plan, counts = draft.plan, Counter[str]()
    for task in plan.tasks:
        counts["task-calendars"] += task.calendar is not None
        counts["elapsed"] += task.elapsed
        counts["manual"] += task.manual
        counts["inactive"] += not task.active
        counts["splits"] += len(task.segments) > 1
        counts["recurring"] += task.recurring
        counts["costs"] += bool(task.fixed_cost)
    counts["materials"] = sum(one.kind is not ResourceKind.WORK for one in plan.resources)
    counts["rates"] = sum(bool(one.rates) for one in plan.resources)
    counts["fields"] = sum(one.kind is not FieldKind.OUTLINE_CODE for one in plan.fields)
    counts["codes"] = sum(one.kind is FieldKind.OUTLINE_CODE for one in plan.fields)
    counts["contours"] = sum(bool(one.phases) or one.contour.value != "flat" for one in plan.assignments)
    counts["second-links"] = sum(len(one.scheduling["links"]) for one in draft.tasks if one.scheduling and "links" in one.scheduling)
    return {name: count for name, count in counts.items() if count}


def _tasks(found: Comparison) -> Json:
    return {
        "new": len(found.new),
        "changed": len(found.changed),
        "first_new": [one.name for one in found.new[:MOST_LISTED]],
        "first_changed": [
            {
                "id": one.key,
                "name": one.draft.name,
                "columns": sorted(one.columns),
                "overwritten": list(one.overwritten),
                "moved": one.moved,
            }
            for one in found.changed[:MOST_LISTED]
        ],
        "gone": [{"id": key, "name": name} for key, name in found.gone.items()],
    }


def _counts(new: Any, changed: Any, gone: Any) -> dict[str, int]:
    return {"new": len(new), "changed": len(changed), "gone": len(gone)}


def _names(people: tuple[Who, ...], actor: Actor) -> Mapping[str, str]:
    keys = {kind: [int(one.match.split()[1]) for one in people if one.match.startswith(kind)] for kind in ("person", "role")}
    found: dict[str, str] = {}
    for kind, entity in (("person", PERSON), ("role", WORK_ROLE)):
        if keys[kind]:
            seen: Any = visible(entity, actor)
            rows = seen.filter(pk__in=keys[kind]).values_list("pk", "name")
            found |= {f"{kind} {key}": name for key, name in rows}
    return found


def _person(one: Who, names: Mapping[str, str]) -> Json:
    return {
        "resource": one.resource,
        "name": one.name,
        "email": one.email,
        "tasks": one.tasks,
        "match": one.match,
        "match_name": names.get(one.match, ""),
        "by": one.by,
        "told": one.told,
    }
