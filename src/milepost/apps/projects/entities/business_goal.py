"""What a business goal is to every door."""

from milepost.apps.projects.models import BusinessGoal
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Ref, Text

BUSINESS_GOAL = register(
    Entity(
        name="business-goal",
        model=BusinessGoal,
        columns=(
            Column(name="name", input=Text(label="Goal"), searched=True, personal=False),
            Column(name="organisation", input=Ref(entity="organisation", help="The client or department whose goal it is.")),
            Column(name="measure", input=Text(required=False, help="By what it is told that it was reached."), personal=False),
            Column(name="due_on", input=Day(label="Due", required=False)),
        ),
        scopes={"organisation": "organisation_id"},
        workflow=Workflow(
            {"pursued": "Pursued", "reached": "Reached", "given-up": "Given up"},
            "pursued",
            (
                Move("reach", ("pursued",), "reached"),
                Move("give-up", ("pursued",), "given-up"),
                Move("pursue-again", ("reached", "given-up"), "pursued"),
            ),
            open_states=("pursued",),
        ),
        order=("name",),
    )
)
