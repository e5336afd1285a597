"""How much work hangs on each item of a project's scope, and what comes of deciding on one."""

from typing import Annotated, Any

from milepost.apps.planning.bridge.outcome import outcome
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.selectors.scope_work import Work, work_by_item
from milepost.apps.projects.entities import SCOPE_ITEM
from milepost.kernel.access import can_anywhere
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Choice, Flag, LocalMoment, Ref, Span, Text, Whole
from milepost.kernel.questions import Answer, asker, question
from milepost.values import listed, said

WORK = {
    "scope_item": Ref(entity="scope-item", label="Scope item"),
    "state": Choice(options=dict(SCOPE_ITEM.workflow.states) if SCOPE_ITEM.workflow is not None else {}, label="State"),
    "tasks": Whole(label="Tasks", help="Without parts, in the plan itself."),
    "held": Whole(label="Held", help="Of these: drafted and costed, and not in the committed schedule."),
    "sold": Whole(label="Sold"),
    "work": Span(label="Work", help="Their effort, or else how long they take."),
    "day_minutes": Whole(label="Minutes of a day", help="Of the plan."),
    "start": LocalMoment(label="Start"),
    "finish": LocalMoment(label="Finish", ends=True),
}


@question(SCOPE_ITEM, "work", gives=WORK)
def work(items: Any, *, project: Annotated[Any, Ref(entity="project")]) -> Answer:
    """What hangs on each item of the scope: tasks, how many of them are held, their work, and from when to when."""
    found = work_by_item(project.pk) if can_anywhere(asker(), TASK.permission("view")) else {}
    named = {key: (name, state) for key, name, state in items.filter(project=project.pk).order_by("pk").values_list("pk", "name", "state")}
    none = Work()
    rows = [
        {
            "scope_item": key,
            "state": state,
            "work": of.minutes,
            **{word: getattr(of, word) for word in ("tasks", "held", "sold", "day_minutes", "start", "finish")},
        }
        for key, (_, state) in named.items()
        for of in (found.get(key, none),)
    ]
    return Answer(rows, titles={key: name for key, (name, _) in named.items()})


OUTCOME = {
    "tasks": Whole(label="Tasks"),
    "work": Span(label="Work"),
    "day_minutes": Whole(label="Minutes of a day"),
    "before": LocalMoment(label="Committed finish now", ends=True),
    "after": LocalMoment(label="Committed finish then", ends=True),
    "minutes_later": Whole(label="Later by", help="Minutes by the clock; negative when it comes earlier."),
    "problems": Text(label="Problems"),
}


@question(SCOPE_ITEM, "consequence", gives=OUTCOME)
def consequence(
    items: Any,
    *,
    scope_item: Annotated[Any, Ref(entity="scope-item")],
    approved: Annotated[bool, Flag(required=False, help="Yes: as if it were approved; no: as if it were held.")] = True,
) -> Answer:
    """What would come of approving a scope item, or of taking the approval back: how many tasks enter or leave the committed schedule, and
    where its finish would be. Nothing is changed."""
    if not items.filter(pk=scope_item.pk).exists():
        raise Invalid({"scope_item": [Fault("not-yours", said("you may not look into this one."))]})
    found = outcome(scope_item.project_id, scope_item.pk, approved=approved)
    of = work_by_item(scope_item.project_id).get(scope_item.pk)
    if found is None or of is None:
        return Answer([], (said("No task of the plan hangs on it."),))
    both = found.before is not None and found.after is not None
    row = {
        "tasks": of.tasks,
        "work": of.minutes,
        "day_minutes": found.day_minutes,
        "before": found.before,
        "after": found.after,
        "minutes_later": found.after - found.before if both and found.after is not None and found.before is not None else None,
        "problems": listed(found.problems, " "),
    }
    return Answer([row])
