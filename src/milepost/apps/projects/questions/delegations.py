"""What is delegated in a project today: by whom, to whom, what, and from when to when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from django.utils import timezone

from milepost.apps.people.models import StandIn
from milepost.apps.projects.entities import PROJECT
from milepost.apps.projects.models import Project, ProjectMember
from milepost.apps.projects.selectors.involved import involved
from milepost.kernel.inputs import Choice, Day, Ref, Text
from milepost.kernel.questions import Answer, question
from milepost.kernel.settings import today_here

WHAT = {
    "responsibility": "Answers for a part of the project",
    "drafts": "Does the work under countersignature",
    "decisions": "Decides and countersigns while they are away",
}
GIVES = {
    "delegated_by": Ref(entity="person", label="Delegated by", required=False),
    "person": Ref(entity="person", label="To", required=False),
    "contact": Ref(entity="contact", label="To (contact)", required=False),
    "what": Choice(options=WHAT, label="What"),
    "duties": Text(label="Duties", required=False),
    "first_day": Day(label="From"),
    "last_day": Day(label="To day", required=False, help="Empty where no end was said."),
}


@question(PROJECT, "delegations", gives=GIVES)
def delegations(projects: Any, *, project: Annotated[Any, Ref(entity="project")]) -> Answer:
    """Responsibilities, work under countersignature and decisions that somebody in the project passed on, as they are in force today."""
    found = projects.filter(pk=project.pk).first()
    told = [*_parts(found), *_stand_ins(found, today_here())] if found is not None else []
    return Answer(sorted(told, key=_order))


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["first_day"], list(WHAT).index(row["what"]), row["person"] or 0, row["contact"] or 0)


def _parts(project: Project) -> Iterable[dict[str, Any]]:
    """A part is delegated where it says for what, or who countersigns it; until it is taken away."""
    for one in ProjectMember.objects.filter(project=project).order_by("pk"):
        if one.duties or one.works_under_id is not None:
            yield {
                "delegated_by": one.works_under_id or project.manager_id,
                "person": one.person_id,
                "contact": one.contact_id,
                "what": "drafts" if one.works_under_id is not None else "responsibility",
                "duties": one.duties,
                "first_day": timezone.localdate(one.created_at),
                "last_day": None,
            }


def _stand_ins(project: Project, day: date) -> Iterable[dict[str, Any]]:
    people, _ = involved(project)
    for one in StandIn.objects.filter(person__in=list(people), first_day__lte=day, last_day__gte=day).order_by("pk"):
        yield {
            "delegated_by": one.person_id,
            "person": one.stand_in_id,
            "contact": None,
            "what": "decisions",
            "duties": "",
            "first_day": one.first_day,
            "last_day": one.last_day,
        }
