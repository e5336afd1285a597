"""What a programme is to every door."""

from milepost.apps.projects.models import Programme
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import LongText, Ref, Text

PROGRAMME = register(
    Entity(
        name="programme",
        model=Programme,
        prefix="PRG",
        columns=(
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="owner", input=Ref(entity="person", required=False, help="Who answers for the outcome.")),
            Column(name="purpose", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
        ),
        scopes={"programme": "id"},
        workflow=Workflow(
            {"active": "Active", "closed": "Closed"},
            "active",
            (Move("close", ("active",), "closed"), Move("reopen", ("closed",), "active")),
            open_states=("active",),
        ),
        order=("name",),
    )
)
