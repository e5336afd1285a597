"""What an assessment is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import Assessment
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, LongText, Ref, Text

ASSESSMENT = register(
    Entity(
        name="assessment",
        model=Assessment,
        prefix="ASM",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="kind", input=Choice(options=Assessment.KINDS)),
            Column(name="name", input=Text(label="Question"), searched=True, personal=False),
            Column(name="author", input=Ref(entity="person", required=False)),
            Column(name="findings", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
            Column(name="recommendation", input=LongText(required=False), listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"open": "Open", "concluded": "Concluded"},
            "open",
            (Move("conclude", ("open",), "concluded"), Move("open-again", ("concluded",), "open")),
            open_states=("open",),
        ),
        order=("project", "id"),
    )
)
