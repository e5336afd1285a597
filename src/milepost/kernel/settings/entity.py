"""What a setting is to every door."""

from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import JsonValue, Text
from milepost.kernel.models import Setting

SETTING = register(
    Entity(
        name="setting",
        help="Values that the house goes by; without a change the usual ones hold.",
        model=Setting,
        columns=(
            Column(name="name", input=Text(most=60), fixed=True, searched=True, personal=False),
            Column(name="value", input=JsonValue(required=False, help="Empty for the usual value."), filtered=False, personal=False),
        ),
        order=("name",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
