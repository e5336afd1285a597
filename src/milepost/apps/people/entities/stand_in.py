"""What a stand-in is to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import StandIn
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, Ref

STAND_IN = register(
    Entity(
        name="stand-in",
        help="Who decides for somebody while they are away.",
        model=StandIn,
        title="first_day",
        columns=(
            Column(name="person", input=Ref(entity="person", label="For"), fixed=True),
            Column(name="stand_in", input=Ref(entity="person", label="Who stands in"), back="Stands in for"),
            Column(name="first_day", input=Day()),
            Column(name="last_day", input=Day()),
        ),
        scopes=OF_PERSON,
        order=("first_day",),
    )
)
