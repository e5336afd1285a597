"""What a deliverable is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import Deliverable
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, LongText, Ref, Text

DELIVERABLE = register(
    Entity(
        name="deliverable",
        model=Deliverable,
        prefix="DLV",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="stage", input=Ref(entity="stage", required=False)),
            Column(name="owner", input=Ref(entity="person", required=False)),
            Column(name="due_on", input=Day(label="Due", required=False)),
            Column(
                name="acceptance_criteria",
                input=LongText(required=False, help="On what it is accepted; needed before it is reviewed."),
                listed=False,
                filtered=False,
                personal=False,
            ),
            Column(name="description", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
            Column(name="accepted_by_person", input=Ref(entity="person", required=False), asked=False, listed=False),
            Column(name="accepted_by_contact", input=Ref(entity="contact", required=False), asked=False, listed=False),
            Column(name="accepted_on", input=Day(label="Accepted", required=False), asked=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"draft": "Draft", "review": "In review", "accepted": "Accepted"},
            "draft",
            (
                Move("submit", ("draft",), "review"),
                Move("accept", ("review",), "accepted"),
                Move("reject", ("review",), "draft"),
                Move("reopen", ("accepted",), "draft"),
            ),
            open_states=("draft",),
            tones={"accepted": "good"},
        ),
        order=("project", "due_on"),
    )
)
