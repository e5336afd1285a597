"""What a team is to every door."""

from milepost.apps.people.models import Team
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Ref, Text

TEAM = register(
    Entity(
        name="team",
        model=Team,
        columns=(
            Column(name="name", input=Text(most=120), searched=True),
            Column(name="part_of", input=Ref(entity="team", required=False)),
            Column(name="lead", input=Ref(entity="person", required=False)),
        ),
        scopes={"team": "id"},
        order=("name",),
    )
)
