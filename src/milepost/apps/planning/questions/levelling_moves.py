"""What a proposal of levelling would move, task by task."""

from typing import Annotated, Any

from milepost.apps.planning.entities import LEVELLING_PROPOSAL
from milepost.apps.planning.models import LevellingMove
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Choice, Flag, JsonValue, LocalMoment, Ref, Span
from milepost.kernel.questions import Answer, question
from milepost.values import said

WHY = {
    "busy": "Its people are busy",
    "away": "Its people are away",
    "follows": "It follows what moves",
    "makes-way": "It makes way for another task",
    "earlier": "What it waits for is done earlier",
    "unneeded": "Its levelling delay is not needed",
    "hours": "Whoever does it works at other times",
    "elsewhere": "Its delay alone is different",
}
GIVES = {
    "task": Ref(entity="task", label="Task"),
    "start_before": LocalMoment(label="Start now"),
    "finish_before": LocalMoment(label="Finish now", ends=True),
    "start": LocalMoment(label="Start"),
    "finish": LocalMoment(label="Finish", ends=True),
    "delay": Span(label="Levelling delay", help="Minutes by the clock; 0 for what moves along with what it follows."),
    "why": Choice(options=WHY, label="Why"),
    "after": Ref(entity="task", label="Follows"),
    "blockers": JsonValue(label="Blockers", help="Who was full or away until when, in minutes of the plan's clock, by which task: ids."),
    "accepted": Flag(label="Accepted", help="Empty until it is decided."),
}


@question(LEVELLING_PROPOSAL, "moves", gives=GIVES)
def moves(proposals: Any, *, proposal: Annotated[Any, Ref(entity="levelling-proposal")]) -> Answer:
    """Each task that a proposal of levelling would move: from when to when, by which delay, and why."""
    if not proposals.filter(pk=proposal.pk).exists():
        raise Invalid({"proposal": [Fault("not-yours", said("you may not look into this one."))]})
    names = {"task": "task_id", "after": "after_id"}
    rows = LevellingMove.objects.filter(proposal=proposal).order_by("start", "pk").values_list(*(names.get(name, name) for name in GIVES))
    return Answer([dict(zip(GIVES, row, strict=True)) for row in rows])
