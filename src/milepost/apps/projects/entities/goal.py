"""What a goal of a project is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import Goal
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Ref, Text

GOAL = register(
    Entity(
        name="goal",
        model=Goal,
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(label="Goal", most=300), searched=True, personal=False),
            Column(name="business_goal", input=Ref(entity="business-goal", required=False, help="Which goal of the business it serves.")),
            Column(name="signed_by_person", input=Ref(entity="person", required=False), asked=False),
            Column(name="signed_by_contact", input=Ref(entity="contact", required=False), asked=False),
            Column(name="signed_on", input=Day(label="Signed off", required=False), asked=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"draft": "Draft", "signed-off": "Signed off"},
            "draft",
            (Move("sign-off", ("draft",), "signed-off"), Move("redraft", ("signed-off",), "draft")),
            open_states=("draft",),
        ),
        order=("project", "id"),
    )
)
