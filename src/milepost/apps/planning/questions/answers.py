"""Who has not answered whether they will do what they are asked to, and who declined."""

from typing import Annotated, Any

from milepost.apps.people.models import Person
from milepost.apps.people.questions.whom import InTeam
from milepost.apps.people.selectors.teams import narrowed
from milepost.apps.planning.entities import ASSIGNMENT
from milepost.apps.planning.models import Task
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.selectors.under_way import TO_DO
from milepost.kernel.clock import now
from milepost.kernel.inputs import Choice, Flag, LocalMoment, Ref, Text, Whole
from milepost.kernel.questions import Answer, asker, question

STATES = {"offered": "Not answered", "declined": "Declined"}
GIVES = {
    "assignment": Ref(entity="assignment", label="Assignment"),
    "task": Ref(entity="task", label="Task"),
    "number": Text(label="Number"),
    "project": Ref(entity="project", label="Project"),
    "person": Ref(entity="person", label="Person"),
    "state": Choice(options=STATES, label="Answer"),
    "why": Text(label="Why", required=False),
    "days": Whole(label="Days since", help="Since they were asked, or since they declined."),
    "start": LocalMoment(label="Start", required=False),
    "begins": Whole(label="Days until it starts", required=False, least=-100_000),
}
DAY = 24 * 60
_READ = (
    "pk",
    "task",
    "task__number",
    "task__plan__project",
    "person",
    "state",
    "answer",
    "created_at",
    "answered_at",
    "task__dates__start",
)


@question(ASSIGNMENT, "answers", gives=GIVES)
def answers(
    assignments: Any,
    *,
    project: Annotated[Any, Ref(entity="project", required=False)] = None,
    team: InTeam = None,
    managed: Annotated[bool, Flag(required=False, help="Only of projects that whoever asks manages, and what they ask of others.")] = False,
) -> Answer:
    """Unfinished work that somebody is asked to do and has not answered, or has declined: then somebody else has to be found."""
    found = assignments.filter(state__in=STATES, person__isnull=False, task__in=Task.objects.filter(TO_DO).values("pk"))
    found = found.filter(task__plan__project=project) if project is not None else found
    found = found.filter(person__in=narrowed(Person.objects.all(), team=team).values("pk")) if team is not None else found
    if managed:
        found = found.filter(task__plan__project__manager__account=asker().account or 0).exclude(person__account=asker().account or 0)
    at, today = now(), plan_now()
    rows = []
    for key, task, number, of, person, state, why, made, answered, start in found.order_by("task__dates__start", "pk").values_list(*_READ):
        since = answered if state == "declined" and answered is not None else made
        begins = (start // DAY - today // DAY) if start is not None else None
        row = {"assignment": key, "task": task, "number": number, "project": of, "person": person, "state": state, "why": why}
        rows.append({**row, "days": max(0, (at - since).days), "start": start, "begins": begins})
    return Answer(rows)
