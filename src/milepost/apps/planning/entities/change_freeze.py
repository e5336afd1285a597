"""What a change freeze is to every door."""

from milepost.apps.planning.models import ChangeFreeze
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, Ref, Text

CHANGE_FREEZE = register(
    Entity(
        name="change-freeze",
        model=ChangeFreeze,
        columns=(
            Column(name="name", input=Text(help="Payroll, elections, month end."), searched=True, personal=False),
            Column(name="organisation", input=Ref(entity="organisation")),
            Column(name="first_day", input=Day()),
            Column(name="last_day", input=Day()),
        ),
        scopes={"organisation": "organisation_id"},
        order=("first_day",),
    )
)
