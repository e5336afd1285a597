"""What a stage is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import Stage
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Instant, LongText, Ref, Text, Whole

STAGE = register(
    Entity(
        name="stage",
        model=Stage,
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="position", input=Whole(label="Order", least=1, most=10_000)),
            Column(name="starts_on", input=Day(label="Starts", required=False)),
            Column(name="finishes_on", input=Day(label="Finishes", required=False)),
            Column(
                name="gate_criteria",
                input=LongText(required=False, help="What must hold for the project to go on."),
                listed=False,
                filtered=False,
                personal=False,
            ),
            Column(name="decided_by", input=Ref(entity="person", required=False), asked=False),
            Column(name="decided_at", input=Instant(label="Decided", required=False), asked=False, listed=False),
            Column(name="decision", input=LongText(required=False), asked=False, listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"planned": "Planned", "open": "Open", "passed": "Gate passed", "stopped": "Stopped"},
            "planned",
            (
                Move("begin", ("planned",), "open"),
                Move("pass-gate", ("open",), "passed"),
                Move("stop", ("planned", "open"), "stopped"),
                Move("send-criteria", ("open",), "open"),
                Move("open-again", ("passed", "stopped"), "open"),
            ),
            open_states=("planned", "open"),
        ),
        order=("project", "position"),
    )
)
