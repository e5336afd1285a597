"""What a working pattern is to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import WorkingPattern
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, Hours, Ref

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

WORKING_PATTERN = register(
    Entity(
        name="working-pattern",
        help="The hours of each person's week, from a day on. Without one somebody has no time to plan with.",
        model=WorkingPattern,
        title="valid_from",
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="valid_from", input=Day(label="From")),
            *(Column(name=day, input=Hours(), filtered=False, personal=True) for day in DAYS),
        ),
        scopes=OF_PERSON,
        order=("person", "valid_from"),
    )
)
