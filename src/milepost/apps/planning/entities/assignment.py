"""What an assignment is to every door."""

from milepost.apps.planning.entities.scopes import through
from milepost.apps.planning.models import Assignment
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Instant, Percent, Ref, Span, Text

ASSIGNMENT = register(
    Entity(
        name="assignment",
        model=Assignment,
        title="task",
        columns=(
            Column(name="task", input=Ref(entity="task"), fixed=True),
            Column(name="person", input=Ref(entity="person", required=False)),
            Column(name="work_role", input=Ref(entity="work-role", required=False, help="Whom it takes, while nobody is named.")),
            Column(name="share", input=Percent(label="Share of their time", required=False)),
            Column(name="effort_minutes", input=Span(label="Effort", required=False)),
            Column(name="answered_at", input=Instant(label="Answered", required=False), asked=False, listed=False),
            Column(name="answer", input=Text(most=300, required=False), asked=False, listed=False, personal=True),
        ),
        scopes={**through("task"), "own": "person__account_id"},
        workflow=Workflow(
            {"offered": "Offered", "accepted": "Accepted", "declined": "Declined"},
            "offered",
            (
                Move("accept", ("offered", "declined"), "accepted"),
                Move("decline", ("offered", "accepted"), "declined"),
                Move("reconsider", ("accepted", "declined"), "offered", takes_back=("accept", "decline")),
                Move("offer-again", ("accepted", "declined"), "offered"),
            ),
            tones={"declined": "bad"},
        ),
        order=("task", "id"),
    )
)
