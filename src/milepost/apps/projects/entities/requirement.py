"""What a requirement is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import Requirement
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, LongText, Ref, Text

REQUIREMENT = register(
    Entity(
        name="requirement",
        model=Requirement,
        prefix="REQ",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(label="Requirement", most=300), searched=True, personal=False),
            Column(name="priority", input=Choice(options=Requirement.PRIORITIES, required=False)),
            Column(name="source", input=Text(required=False, help="Who or what asks for it."), personal=True),
            Column(
                name="business_need",
                input=LongText(required=False, help="What the client or department gains by it."),
                listed=False,
                filtered=False,
                personal=False,
            ),
            Column(
                name="user_need",
                input=LongText(required=False, help="As a …, I need …, so that …"),
                listed=False,
                filtered=False,
                personal=False,
            ),
            Column(name="operational_need", input=LongText(required=False), listed=False, filtered=False, personal=False),
            Column(name="acceptance_criteria", input=LongText(required=False), listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"proposed": "Proposed", "agreed": "Agreed", "met": "Met", "dropped": "Dropped"},
            "proposed",
            (
                Move("agree", ("proposed",), "agreed"),
                Move("confirm-met", ("agreed",), "met"),
                Move("drop", ("proposed", "agreed"), "dropped"),
                Move("propose-again", ("agreed", "met", "dropped"), "proposed"),
            ),
            open_states=("proposed",),
        ),
        order=("project", "id"),
    )
)
