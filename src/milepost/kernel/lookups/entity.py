"""What a list of words is to every door, and what each of its words is."""

from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Flag, LongText, Ref, Text, Whole
from milepost.kernel.models import Lookup, LookupValue
from milepost.kernel.operations.generated import add_generated

LOOKUP = register(
    Entity(
        name="lookup",
        help="Lists of words that the house extends itself, offered where something is typed.",
        model=Lookup,
        columns=(
            Column(name="name", input=Text(most=60), searched=True, fixed=True, personal=False),
            Column(name="description", input=LongText(most=1000, required=False), filtered=False, personal=False),
        ),
        order=("name",),
    )
)

LOOKUP_VALUE = register(
    Entity(
        name="lookup-value",
        help="The words of such a list.",
        model=LookupValue,
        columns=(
            Column(name="lookup", input=Ref(entity="lookup"), fixed=True),
            Column(name="name", input=Text(most=100), searched=True, personal=False),
            Column(name="place", input=Whole(least=0, most=100_000, required=False, help="Its place in the list.")),
            Column(name="active", input=Flag(required=False, help="Whether it is offered.")),
        ),
        order=("lookup", "place", "name"),
    )
)

for _entity in (LOOKUP, LOOKUP_VALUE):
    add_generated(_entity)
