"""What leave is to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import Leave
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, Day, Instant, LongText, Ref

LEAVE = register(
    Entity(
        name="leave",
        help="Days on which people are away: asked for here, and approved or refused by whom they report to.",
        labels="leave",
        model=Leave,
        prefix="LVE",
        title="first_day",
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="kind", input=Choice(options=Leave.KINDS), sees="leave.kind", personal=True),
            Column(name="part", input=Choice(options=Leave.PARTS, required=False)),
            Column(name="first_day", input=Day()),
            Column(name="last_day", input=Day()),
            Column(name="note", input=LongText(most=2000, required=False), filtered=False, sees="leave.kind", personal=True),
            Column(name="decided_by", input=Ref(entity="person", required=False), asked=False, back="Leave they decided"),
            Column(name="decided_for", input=Ref(entity="person", required=False), asked=False, back="Leave decided for them"),
            Column(name="decided_at", input=Instant(label="Decided", required=False), asked=False, listed=False),
        ),
        scopes=OF_PERSON,
        workflow=Workflow(
            {
                "draft": "Draft",
                "requested": "Requested",
                "approved": "Approved",
                "refused": "Refused",
                "cancelled": "Cancelled",
            },
            "draft",
            (
                Move("request", ("draft", "refused"), "requested"),
                Move("withdraw", ("requested",), "draft"),
                Move("approve", ("requested",), "approved"),
                Move("refuse", ("requested",), "refused"),
                Move("reconsider", ("approved", "refused"), "requested", takes_back=("approve", "refuse")),
                Move("cancel", ("approved",), "cancelled"),
            ),
            open_states=("draft", "refused"),
            tones={"requested": "info", "approved": "good", "refused": "bad"},
        ),
        order=("-first_day",),
    )
)
