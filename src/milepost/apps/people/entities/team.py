"""What a team is to every door."""

from milepost.apps.people.models import Team
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import LongText, Ref, Text

TEAM = register(
    Entity(
        name="team",
        help="People who work together, with a lead. Availability and skills are told by team.",
        model=Team,
        columns=(
            Column(name="name", input=Text(most=120), searched=True, personal=False),
            Column(name="objectives", input=LongText(required=False, help="What the team is to achieve."), filtered=False, personal=False),
            Column(name="part_of", input=Ref(entity="team", required=False)),
            Column(name="lead", input=Ref(entity="person", required=False), back="Teams they lead"),
        ),
        scopes={"team": "id"},
        order=("name",),
    )
)
