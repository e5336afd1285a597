"""What somebody has to do, across all projects."""

from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.apps.people.questions.whom import OnePerson
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import Assignment
from milepost.apps.planning.rules.my_work import GROUPS, Work, group_of
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.selectors.under_way import TO_DO, people_on, waits_for
from milepost.kernel.access import visible
from milepost.kernel.inputs import Choice, Flag, LocalMoment, Percent, Ref, Span, Text, Whole, Words
from milepost.kernel.questions import Answer, asker, question
from milepost.values import word

GIVES = {
    "task": Ref(entity="task", label="Task"),
    "number": Text(label="Number"),
    "version": Whole(label="Version"),
    "assignment": Ref(entity="assignment", label="Assignment"),
    "assignment_version": Whole(label="Version of the assignment"),
    "group": Choice(options=GROUPS, label="What to do"),
    "project": Text(label="Project", help="Its number and name: whoever works for it may know what for."),
    "start": LocalMoment(label="Start", required=False),
    "due": LocalMoment(label="To be finished", required=False, ends=True),
    "deadline": Flag(label="By a deadline"),
    "done": Percent(label="Done"),
    "remaining": Span(label="Remaining", required=False),
    "duration": Span(label="Duration"),
    "started": Flag(label="Begun"),
    "expected_finish": LocalMoment(label="Expected finish", required=False, ends=True),
    "blocked_by": Text(label="Blocked by", required=False),
    "held": Flag(label="Held", help="Nobody has approved its scope yet."),
    "waits_for": Words(label="Waits for", help="Unfinished tasks before it, each with who does it."),
}
_READ = (
    *("pk", "version", "state", "task", "task__number", "task__name", "task__version", "task__plan__project__number"),
    *("task__plan__project__name", "task__dates__start", "task__dates__finish", "task__deadline_at", "task__done_share"),
    *("task__remaining_minutes", "task__duration_minutes", "task__started_at", "task__expected_finish_at", "task__blocked_by"),
    "task__dates__held",
)


@question(TASK, "mine", gives=GIVES)
def mine(
    tasks: Any,
    *,
    person: OnePerson = None,
    at: Annotated[int | None, LocalMoment(required=False, help="As of this moment; now when empty.")] = None,
) -> Answer:
    """The unfinished tasks of a person, or of oneself, across all projects, by what to do next. What is to be answered comes first, then
    what is late, to be finished this week, can start now, waits for somebody, and comes later; in each what is due first."""
    account = asker().account
    found = Person.objects.filter(pk=person.pk) if person is not None else Person.objects.filter(account=account or 0)
    rows = Assignment.objects.filter(person__in=found.values("pk"), task__in=tasks.filter(TO_DO).values("pk")).exclude(state="declined")
    read = [dict(zip(_READ, row, strict=True)) for row in rows.order_by("pk").values_list(*_READ)]
    before = waits_for(row["task"] for row in read)
    told = _told([key for keys in before.values() for key in keys])
    now = plan_now() if at is None else at
    made = [_row(row, [told[key] for key in before.get(row["task"], ())], now) for row in read]
    order = list(GROUPS)
    made.sort(key=lambda row: (order.index(row["group"]), row["due"] is None, row["due"] or 0, row["task"]))
    return Answer(made, titles={row["task"]: row["task__name"] for row in read})


def _told(tasks: list[int]) -> dict[int, str]:
    """What a task before is called, and who does it; of one that the asker may not see only that it is another."""
    if not tasks:
        return {}
    known: Any = visible(TASK, asker())
    names = dict(known.filter(pk__in=set(tasks)).values_list("pk", "name"))
    people = people_on(names, visible(PERSON, asker()).order_by().values("pk"))
    whole = {key: f"{name} ({', '.join(who for _, who in people[key])})" if people.get(key) else name for key, name in names.items()}
    return {key: whole.get(key, word("a task that you cannot see")) for key in tasks}


def _row(row: dict[str, Any], waits: list[str], now: int) -> dict[str, Any]:
    held, blocked = bool(row["task__dates__held"]), row["task__blocked_by"]
    started = row["task__started_at"] is not None
    work = Work(
        offered=row["state"] == "offered",
        waits=bool(blocked or held or (waits and not started)),
        started=started,
        start=row["task__dates__start"],
        finish=row["task__dates__finish"] if not held else None,
        deadline=row["task__deadline_at"],
    )
    return {
        "task": row["task"],
        "number": row["task__number"],
        "version": row["task__version"],
        "assignment": row["pk"],
        "assignment_version": row["version"],
        "group": group_of(work, now),
        "project": f"{row['task__plan__project__number']} {row['task__plan__project__name']}",
        "start": work.start,
        "due": work.due,
        "deadline": work.due is not None and work.due == work.deadline,
        "done": row["task__done_share"],
        "remaining": row["task__remaining_minutes"],
        "duration": row["task__duration_minutes"],
        "started": started,
        "expected_finish": row["task__expected_finish_at"],
        "blocked_by": blocked,
        "held": held,
        "waits_for": waits if not started else [],
    }
