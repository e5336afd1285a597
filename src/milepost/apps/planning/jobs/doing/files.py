"""Looks at plan files, and brings them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from milepost.apps.planning.files.against import against, known
from milepost.apps.planning.files.apply import Answers, Brought, bring
from milepost.apps.planning.files.asked import AGREED, INPUTS
from milepost.apps.planning.files.draft import Draft, draft_of, today_at_nine
from milepost.apps.planning.files.people import chosen, with_new_roles
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.files.reading import read_file
from milepost.apps.planning.models import ProjectPlan
from milepost.engine.problem import Problem, Severity
from milepost.kernel.access import Actor
from milepost.kernel.bringing import problem_told
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.jobs.effect import Report
from milepost.kernel.operations import together
from milepost.kernel.settings import today_here
from milepost.values import said

Json = dict[str, Any]
Values = Mapping[str, Any]
STEPS = 3


def look(actor: Actor, place: Path, name: str, given: Values, report: Report) -> Json:
    """What would be created, changed or lost."""
    draft = _read(place, name, given, report)
    report(2, STEPS, said("Comparing"))
    return preview(actor, given["project"], draft)


def prepare(actor: Actor, place: Path, name: str, given: Values, report: Report) -> Callable[[], Json]:
    """The file is read; what is given back does it."""
    draft = _read(place, name, given, report)
    project = given["project"]
    report(2, STEPS, said("Writing {count:,} tasks", count=len(draft.tasks)))
    people = given.get("people", {})
    if not isinstance(people, dict):
        raise Invalid({"people": [Fault("no-object", said("expected an object such as {example}.", example='{"3": "person 5"}'))]})
    plan = ProjectPlan.objects.filter(project=project.pk, kind="main").values_list("pk", flat=True).first()
    who = chosen(people, draft.plan, actor, known(draft, plan))
    agreed = {one: INPUTS[one].write(_plain(given[one])) for one in AGREED if one in given} or None

    def do() -> Json:
        with together():
            roled = with_new_roles(who, draft.plan, actor)
            gone = _gone(project, draft, roled) if given.get("delete_gone") else ()
            done = bring(actor, project, draft, roled, Answers(agreed=agreed, gone=tuple(gone)))
        return _told(done) | {"problems": [], "notices": [problem_told(one) for one in (*draft.problems, *_stayed(done))]}

    return do


def _read(place: Path, name: str, given: Values, report: Report) -> Draft:
    report(0, STEPS, said("Reading {name}", name=name))
    begins = given["project"].starts_on or today_here()
    day = ProjectPlan.objects.filter(project=given["project"].pk, kind="main").values_list("day_minutes", flat=True).first()
    imported = read_file(place, name=name, start=today_at_nine(begins), day=day, progress=lambda text: report(0, STEPS, text))
    report(1, STEPS, said("{count:,} tasks read", count=len(imported.plan.tasks)))
    return draft_of(imported)


def _gone(project: Any, draft: Draft, who: Mapping[str, str]) -> list[int]:
    plan = ProjectPlan.objects.filter(project=project.pk, kind="main").first()
    return list(against(draft, plan.pk, who)[1].gone) if plan is not None else []


def _stayed(done: Brought) -> list[Problem]:
    """What was to be deleted and was not."""
    message = said("is gone from the file and stays: tasks that did not come from the file, or are in it still, are part of it.")
    remedy = said("Move those elsewhere, then delete it.")
    return [Problem("stays-with-parts", name, message, remedy, Severity.NOTE) for name in done.stayed]


def _plain(value: Any) -> Any:
    return value.pk if hasattr(value, "pk") else value


def _told(done: Brought) -> Json:
    return {
        "plan": {"id": done.plan, "number": done.number},
        "scope_item": done.scope_item,
        "held": done.held,
        "created": done.created,
        "changed": done.changed,
        "deleted": done.deleted,
        "links": done.links,
        "work": done.work,
        "baselines": done.baselines,
        "batches": list(done.batches),
    }
