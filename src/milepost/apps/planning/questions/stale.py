"""Work of which nobody has said for a while how far it is."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.apps.people.questions.whom import InTeam
from milepost.apps.people.selectors.teams import narrowed
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import Assignment
from milepost.apps.planning.rules.my_work import DAY, is_stale, stale_since
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.selectors.under_way import TO_DO, people_on
from milepost.kernel.access import visible
from milepost.kernel.inputs import Flag, LocalMoment, Percent, Ref, Text, Whole, Words
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.questions import Answer, asker, question
from milepost.kernel.settings import SettingKind, declare, value_of

DAYS = declare(
    SettingKind(
        "stale-days",
        Whole(least=1, most=365, label="Work counts as stale after", help="So many days without a report, while it is under way."),
        7,
    )
)
GIVES = {
    "task": Ref(entity="task", label="Task"),
    "number": Text(label="Number"),
    "project": Ref(entity="project", label="Project"),
    "people": Words(label="People", help="Who does it."),
    "done": Percent(label="Done"),
    "reported": LocalMoment(label="Last report", required=False, help="Empty where there was none at all."),
    "since": LocalMoment(label="Nothing heard since"),
    "days": Whole(label="Days"),
    "finish": LocalMoment(label="Finish", required=False, ends=True),
    "begun": Flag(label="Begun"),
}
_READ = ("pk", "number", "name", "plan__project", "done_share", "reported_at", "started_at", "dates__start", "dates__finish")


@question(TASK, "stale", gives=GIVES)
def stale(
    tasks: Any,
    *,
    project: Annotated[Any, Ref(entity="project", required=False)] = None,
    team: InTeam = None,
    managed: Annotated[bool, Flag(required=False, help="Only of projects that whoever asks manages.")] = False,
    days: Annotated[int | None, Whole(least=1, most=365, required=False, help="As the setting stale-days says when empty.")] = None,
) -> Answer:
    """Tasks under way of active projects of which nobody has said for so many days how far they are. It counts since the last report, or
    since the day on which they should have begun where that came later. Held work is not under way."""
    now, wanted = plan_now(), days if days is not None else value_of(DAYS.name)
    under_way = Q(started_at__isnull=False) | Q(dates__start__lt=now - wanted * DAY)
    found = tasks.filter(TO_DO, under_way, plan__project__state="active", kind="task").exclude(dates__held=True)
    found = found.filter(plan__project=project) if project is not None else found
    if team is not None:
        members = narrowed(Person.objects.all(), team=team).values("pk")
        found = found.filter(pk__in=Assignment.objects.filter(person__in=members).exclude(state="declined").values("task"))
    found = found.filter(plan__project__manager__account=asker().account or 0) if managed else found
    zone = ZoneInfo(value_of("zone"))
    rows, names = [], {}
    for key, number, name, of, done, reported, started, start, finish in found.values_list(*_READ):
        heard, begins = _minutes(reported, zone), started if started is not None else start
        since = stale_since(expected_start=begins, heard=heard)
        if since is None or not is_stale(now=now, days=wanted, expected_start=begins, heard=heard):
            continue
        names[key] = name
        row = {"task": key, "number": number, "project": of, "done": done, "reported": heard, "since": since, "finish": finish}
        rows.append({**row, "days": (now - since) // DAY, "begun": started is not None})
    people = people_on(names, visible(PERSON, asker()).order_by().values("pk"))
    made = [row | {"people": [who for _, who in people.get(row["task"], ())]} for row in sorted(rows, key=lambda one: one["since"])]
    return Answer(made, titles=names)


def _minutes(at: datetime | None, zone: ZoneInfo) -> int | None:
    """On the plan's clock."""
    return minutes_of(at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)) if at is not None else None
